// What is said in a thread after an answer: joined to its question as meant, a question of its own, or asked back.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followUp } from '../../src/follow-up/follow-up.ts';
import { inContext } from '../../src/follow-up/in-context.ts';
import type { Read } from '../../src/follow-up/reading.ts';
import { absoluteTime } from '../../src/follow-up/shifted-time.ts';
import { readQuestion } from '../../src/question/read-question.ts';

const ASKED = { now: Date.parse('2023-07-11T09:00:00Z'), zone: 'America/New_York', locale: 'en-US' };
const read: Read = (text) => readQuestion(text, ASKED);
const TERMINATED = 'who terminated i-0abcdef1234567890';
const DELETED = 'who deleted bucket sample-logs last week';
const DID = 'what did sample-admin do today';
const OPENED = 'who opened port 22 yesterday';
const ALICE = 'did alice delete bucket foo in eu-west-1';

function said(text: string, reply: string, callers: readonly string[] = ['alice']) {
  return inContext({ text, callers }, reply, read);
}

describe('a reply in a thread', () => {
  it.each([
    [TERMINATED, 'and yesterday?', 'who terminated i-0abcdef1234567890 yesterday'],
    [DELETED, 'and yesterday?', 'who deleted bucket sample-logs yesterday'],
    [DID, 'how about last month', 'what did sample-admin do last month'],
    [DELETED, 'between 1 and 3 july', 'who deleted bucket sample-logs between 1 and 3 july'],
    [
      DELETED,
      'the week before',
      'who deleted bucket sample-logs between 2023-06-26 00:00 and 2023-07-03 00:00 America/New_York',
    ],
    [
      OPENED,
      'and the day before?',
      'who opened port 22 between 2023-07-09 00:00 and 2023-07-10 00:00 America/New_York',
    ],
  ])('to “%s”: “%s” changes the time', (before, reply, whole) => {
    expect(said(before, reply)).toEqual({ kind: 'joined', text: whole });
  });

  it.each([
    [TERMINATED, 'what about sg-0123456789abcdef0?', 'who terminated sg-0123456789abcdef0'],
    [DELETED, 'what about sample-data?', 'who deleted bucket sample-data last week'],
    [DELETED, 'what about bucket sample-data?', 'who deleted bucket sample-data last week'],
    [DELETED, 'same for bucket "my bucket"', 'who deleted bucket "my bucket" last week'],
    [DELETED, 'what about role foo?', 'who deleted role foo last week'],
    [OPENED, 'what about sg-0123456789abcdef0?', 'who opened port 22 yesterday on sg-0123456789abcdef0'],
    [OPENED, 'on sg-0123456789abcdef0', 'who opened port 22 yesterday on sg-0123456789abcdef0'],
    [DID, 'and bob?', 'what did bob do today'],
    [DELETED, 'who created it?', 'who created bucket sample-logs'],
  ])('to “%s”: “%s” changes what or whom it is about', (before, reply, whole) => {
    expect(said(before, reply)).toEqual({ kind: 'joined', text: whole });
  });

  it.each([
    [TERMINATED, 'only from the console', 'who terminated i-0abcdef1234567890 from the console'],
    [TERMINATED, 'in eu-west-1?', 'who terminated i-0abcdef1234567890 in eu-west-1'],
    [TERMINATED, 'not by terraform', 'who terminated i-0abcdef1234567890 not by terraform'],
    [DELETED, 'only denied', 'who deleted bucket sample-logs last week denied'],
    [OPENED, 'by root?', 'who opened port 22 yesterday by root'],
    [DID, 'from the console yesterday', 'what did sample-admin do from the console yesterday'],
    [ALICE, 'and in us-east-1?', 'did alice delete bucket foo in us-east-1'],
    [OPENED, 'and port 3389?', 'who opened port 3389 yesterday'],
  ])('to “%s”: “%s” adds a filter, or puts it in place of another', (before, reply, whole) => {
    expect(said(before, reply)).toEqual({ kind: 'joined', text: whole });
  });

  it('“by whom else?” leaves out whom the answer named', () => {
    expect(said(TERMINATED, 'by whom else?', ['alice', 'sample deploy'])).toEqual({
      kind: 'joined',
      text: 'who terminated i-0abcdef1234567890 not by alice not by "sample deploy"',
    });
    expect(said(TERMINATED, 'by whom else?', []).kind).toBe('unclear');
  });

  it.each(['who stopped i-0123456789abcdef1', 'everything from 203.0.113.7', 'console logins by root last 30 days'])(
    '“%s” is a question of its own',
    (reply) => expect(said(ALICE, reply)).toEqual({ kind: 'own' }),
  );

  it('that may mean two things is asked back with both', () => {
    const unclear = said(ALICE, 'and bob?');
    expect(unclear).toMatchObject({
      kind: 'unclear',
      instead: expect.arrayContaining([
        'did bob delete bucket foo in eu-west-1',
        'did alice delete bucket bob in eu-west-1',
      ]),
    });
  });

  it.each(['thanks!', 'only the purple ones', 'and the other thing?', '?', ''])(
    '“%s” is asked back, with whole questions',
    (reply) => {
      const unclear = said(DELETED, reply);
      expect(unclear.kind).toBe('unclear');
      for (const text of unclear.kind === 'unclear' ? unclear.instead : []) expect(read(text).ok).toBe(true);
    },
  );

  it('is joined only to a question that still reads, and to one another question', () => {
    const words = fc.constantFrom(
      'and',
      'not',
      'by',
      'in',
      'yesterday',
      'bob',
      'eu-west-1',
      'port',
      '22',
      '"',
      'else',
      'it',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(words, { maxLength: 6 }).map((all) => all.join(' ')),
          fc.string({ unit: 'grapheme', maxLength: 40 }),
        ),
        fc.constantFrom(TERMINATED, DELETED, DID),
        (reply, before) => {
          const whole = followUp(before, reply, read, ['alice']);
          if (whole === null) return;
          const [then, now] = [read(before), read(whole)];
          if (!then.ok || !now.ok) throw new Error(`${before} + ${reply} = ${whole}`);
          expect([now.question.test, now.question.window]).not.toEqual([then.question.test, then.question.window]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

it('a window is said in words that read back as the same window', () => {
  const window = {
    from: '2023-07-10T04:00:00.000Z',
    to: '2023-07-11T04:00:00.000Z',
    zone: 'America/New_York',
    phrase: null,
  };
  const reading = read(`${TERMINATED} ${absoluteTime(window) ?? ''}`);
  expect(reading.ok && reading.question.window).toMatchObject({ from: expect.stringMatching(/^2023-07-10T04:00:00/) });
});
