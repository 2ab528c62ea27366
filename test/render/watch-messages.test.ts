// What watches say is taken by Slack and inert, whatever the question or an event holds.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Watch } from '../../src/domain/watch.ts';
import { checkBlocks } from '../../src/fakes/slack/blocks/check-blocks.ts';
import { messageForms } from '../../src/render/message-forms.ts';
import {
  hitsWithoutAnswer,
  watchAdded,
  watchBlind,
  watchEnded,
  watchList,
  withWatchLine,
} from '../../src/render/watch-messages.ts';
import { hostileText } from './hostile-text.ts';
import { activeMrkdwn } from './inert-mrkdwn.ts';
import { manyRows } from './sample-replies.ts';

const WATCH: Watch = {
  id: 'abcd1234',
  teamId: 'T000SAMPLE',
  ownerId: 'U000MEMBER',
  askingId: 'a'.repeat(32),
  channelId: 'C0INCIDENTS',
  threadTs: '1.1',
  text: 'who stopped trail sample-trail',
  zone: 'Europe/Amsterdam',
  locale: 'en-GB',
  state: 'active',
  from: Date.parse('2023-07-10T07:00:00Z'),
  seenTo: Date.parse('2023-07-10T07:00:00Z'),
  nextAt: 0,
  expiresAt: Date.parse('2023-08-09T07:00:00Z'),
  blindSince: null,
};
const SETTINGS = { nativeTables: true, newestBlocks: true };

it('is inert whatever was typed', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const watch = { ...WATCH, text };
      const messages = [
        watchAdded('a'.repeat(32), watch, 300_000, text, false),
        watchBlind(watch, WATCH.from, false),
        watchEnded(watch, false),
        hitsWithoutAnswer({ watch, count: 1, exposed: false }, [{ eventId: text, at: WATCH.from }]),
      ];
      for (const { blocks } of messages) expect(checkBlocks(blocks, 'message', SETTINGS)).toBeUndefined();
      // Only the owner is mentioned, and what is between our quotation marks only shows.
      const said = watchEnded(watch, false).text;
      expect(said.replace('<@U000MEMBER>', '')).not.toContain('<');
      expect(activeMrkdwn(/“(.*)”/su.exec(said)?.[1] ?? '')).toEqual([]);
      expect(watchList([watch]).replace('<#C0INCIDENTS>', '')).not.toContain('<');
    }),
    { numRuns: 200 },
  );
});

it('is taken above an answer of any size', () => {
  for (const count of [1, 10, 1000]) {
    const { forms } = messageForms(manyRows(count), { askingId: 'a'.repeat(32), csvButton: true });
    const [best] = withWatchLine(forms, { watch: { ...WATCH, text: 'x'.repeat(300) }, count, exposed: false });
    expect(checkBlocks(best().blocks, 'message', SETTINGS)).toBeUndefined();
  }
});

it('counts what is newly open, says what is closed again, and sends nobody to look up a finding as an event', () => {
  const line = { watch: { ...WATCH, text: 'exposed' }, count: 2, exposed: true, closed: 1 };
  const { text } = hitsWithoutAnswer(line, [{ eventId: 'f-1', at: WATCH.from }]);
  expect(text).toContain('2 things newly open to the outside (1 closed by now): your watch “exposed”.');
  expect(text).toContain('/whodid exposed');
  expect(text).not.toContain('/whodid event');
  expect(watchAdded('a'.repeat(32), line.watch, 900_000, null, true).text).toMatch(
    /: what is newly open to the outside\. I look every 15 minutes until .* Access Analyzer finds more\.$/,
  );
});
