// A length of time after "since" or "older than": "since 3 days", "seit 3 Tagen", "depuis 2 heures", "older than 90 days".
import type { Recogniser } from '../template.ts';
import { ago } from './units-ago.ts';

/** Alone, or after any other word, a length of time is no date. */
const LEADS_A_LENGTH =
  /^(?:ever since|since|older than|newer than|more than|less than|seit|depuis|desde|a partir d[eoa])$/;
const LENGTHS = ['<n> ?<unit>'];

export const lengthOfTime: Recogniser = {
  name: 'a length of time up to now',
  templates: {
    en: [...LENGTHS, '<n> ?<unit>(?:,| and)? ?<n2> ?<unit2>'],
    de: LENGTHS,
    fr: LENGTHS,
    es: LENGTHS,
    pt: LENGTHS,
  },
  read: (match, scene) => (LEADS_A_LENGTH.test(match.led) ? ago(match, scene, true) : null),
  examples: [
    { phrase: 'older than 90 days', from: null, to: '2026-08-20' },
    { phrase: 'seit 3 Tagen', locale: 'de-DE', from: '2026-11-15', to: '2026-11-18T10:30' },
    { phrase: 'depuis 2 heures', locale: 'fr-FR', from: '2026-11-18T08:30', to: '2026-11-18T10:30' },
    { phrase: 'desde hace 3 días', locale: 'es-ES', from: '2026-11-15', to: '2026-11-18T10:30' },
  ],
};
