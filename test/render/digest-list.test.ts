// The list of digests: all of them are named with their ids, however many there are, and Slack takes it.
import { expect, it } from 'vitest';
import type { Digest } from '../../src/domain/digest.ts';
import { checkBlocks } from '../../src/fakes/slack/blocks/check-blocks.ts';
import { listMessage } from '../../src/render/digest-list.ts';

const digest = (number: number): Digest => ({
  id: `id${String(number).padStart(6, '0')}`,
  teamId: 'T000SAMPLE',
  name: 'trail-health',
  ownerId: 'U000MEMBER',
  channelId: 'C0INCIDENTS',
  schedule: 'cron 59 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22 1-15 jan,feb,mar,apr,may,jun 0,1,2,3',
  zone: 'America/Argentina/ComodRivadavia',
  state: number % 2 === 0 ? 'active' : 'paused',
  lastTo: 0,
  createdAt: 0,
});

it.each([0, 1, 20, 35, 60])('of %i digests names each, or counts the rest', (count) => {
  const rows = Array.from({ length: count }, (_, at) => ({ digest: digest(at + 1), number: at + 1, next: null }));
  const { text, blocks } = listMessage('a'.repeat(32), rows, 0);
  expect(checkBlocks(blocks, 'message', { nativeTables: true, newestBlocks: true })).toBeUndefined();
  expect(text.length).toBeLessThanOrEqual(8_000);
  const shown = JSON.stringify(blocks);
  for (const { digest: each } of rows.slice(0, 35)) expect(shown).toContain(`\`${each.id}\``);
  expect(shown.includes('and 25 more')).toBe(count === 60);
});
