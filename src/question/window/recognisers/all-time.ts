// "all time": as far back as there is.
import type { Recogniser } from '../template.ts';

export const allTime: Recogniser = {
  name: 'all time',
  templates: {
    en: ['(?:of )?all time', 'at any (?:time|point)', 'any ?time', 'since (?:forever|the (?:very )?beginning|day one)'],
    de: ['jemals', 'seit jeher'],
    fr: ['depuis toujours'],
    es: ['desde siempre'],
    pt: ['desde sempre'],
  },
  read: () => ({
    kind: 'fixed',
    span: { from: null, to: null, grain: 'rolling', anchor: null, notes: [], relative: true },
  }),
  examples: [{ phrase: 'all time', from: null, to: '2026-11-18T10:30' }],
};
