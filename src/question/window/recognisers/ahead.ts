// "in 3 days", "3 days from now": ahead of now, so refused; "in the last 3 days" is offered.
import { lengthSaid, type Recogniser } from '../template.ts';
import { trouble } from '../when.ts';

export const ahead: Recogniser = {
  name: 'so many units ahead',
  templates: {
    en: ['in (?:less than |under )?<n> ?<unit>(?: time)?(?! ago)', '<n> ?<unit> from (?:now|today)'],
    de: ['in <n> ?<unit>'],
    fr: ['dans <n> ?<unit>'],
    es: ['(?:dentro de|en) <n> ?<unit>'],
    pt: ['(?:dentro de|daqui a|em) <n> ?<unit>'],
    ja: ['<n><unit>後'],
  },
  read: (match) => {
    const { groups, text } = match;
    if (lengthSaid(match) === null) return null;
    const length = `${groups.n} ${groups.unit}`;
    const phrases = [`in the last ${length}`, `${length} ago`];
    return trouble(`"${text}" lies ahead; nothing has happened there yet.`, phrases, 'future-window');
  },
  examples: [],
  refuses: ['in 3 days', '2 weeks from now'],
};
