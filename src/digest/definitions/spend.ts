// What my own paid queries cost: by person, by channel, by source.
import type { DigestDefinition } from '../definition.ts';

export const spend: DigestDefinition = {
  name: 'spend',
  title: 'What my queries cost',
  about: 'what my own paid queries cost, by person, channel and source',
  content: { kind: 'spend' },
};
