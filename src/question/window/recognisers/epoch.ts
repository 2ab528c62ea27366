// Epoch seconds (ten digits) and milliseconds (thirteen).
import type { Recogniser } from '../template.ts';
import { SECOND } from '../wall.ts';
import { AROUND, moment } from '../when.ts';

export const epoch: Recogniser = {
  name: 'epoch seconds or milliseconds',
  templates: { any: ['(?<seconds>1\\d{9})(?:\\.\\d{1,6})?', '(?<milliseconds>1\\d{12})'] },
  read: ({ groups, text }) => {
    const ms = groups.seconds === undefined ? Number(groups.milliseconds) : Number(groups.seconds) * SECOND;
    const at = Math.floor(ms / SECOND) * SECOND;
    return moment(at, AROUND, [`${text} was read as epoch time, ${new Date(at).toISOString().replace('.000', '')}.`]);
  },
  examples: [
    { phrase: 'since 1794873600', from: '2026-11-17', to: '2026-11-18T10:30' },
    { phrase: 'since 1794873600000', from: '2026-11-17', to: '2026-11-18T10:30' },
  ],
};
