// Two numbers of units ago: "2-3 days ago", "between 5 and 3 days ago", "vor 2 bis 3 Tagen". From the earlier to the later.
import { lengthSaid, type Recogniser, type TemplateMatch } from '../template.ts';
import { trouble } from '../when.ts';
import { ago } from './units-ago.ts';

/** The match as if only the number in that slot had been said. */
const only = (match: TemplateMatch, slot: 'n' | 'n2'): TemplateMatch => ({
  ...match,
  text: `${match.groups[slot]} ${match.groups.unit} ago`,
  groups: { n: match.groups[slot], unit: match.groups.unit },
});

export const rangeAgo: Recogniser = {
  name: 'two numbers of units ago',
  templates: {
    en: ['(?:between |from )?<n> ?(?:-|to|and|or) ?<n2> ?<unit> ago'],
    de: ['(?:zwischen )?vor <n> ?(?:-|bis|oder|und) ?<n2> <unit>'],
    fr: ['il y a <n> ?(?:-|a|ou) ?<n2> <unit>'],
    es: ['hace <n> ?(?:-|a|o) ?<n2> <unit>'],
    pt: ['ha <n> ?(?:-|a|ou) ?<n2> <unit>'],
    ja: ['<n>(?:,|-|から|~)<n2><unit>前'],
  },
  read: (match, scene) => {
    const [one, other] = [lengthSaid(only(match, 'n')), lengthSaid(only(match, 'n2'))];
    if (one === null || other === null) return null;
    if (one.n === other.n)
      return trouble(`"${match.text}" says the same number twice.`, [`${one.n} ${match.groups.unit} ago`]);
    const [further, nearer] = one.n > other.n ? (['n', 'n2'] as const) : (['n2', 'n'] as const);
    const [first, last] = [ago(only(match, further), scene, false), ago(only(match, nearer), scene, false)];
    return first === null || last === null ? null : { kind: 'pair', first, last };
  },
  examples: [
    { phrase: '2-3 days ago', from: '2026-11-15', to: '2026-11-17' },
    { phrase: 'between 5 and 3 days ago', from: '2026-11-13', to: '2026-11-16' },
    { phrase: 'vor 2 bis 3 Tagen', locale: 'de-DE', from: '2026-11-15', to: '2026-11-17' },
  ],
};
