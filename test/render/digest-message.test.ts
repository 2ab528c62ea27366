// A digest as Slack gets it: taken at any size, inert whatever it holds, and looking as it was agreed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventsContent } from '../../src/digest/definition.ts';
import { definitions } from '../../src/digest/definitions/index.ts';
import { eventReport } from '../../src/digest/event-report.ts';
import { findingsReport } from '../../src/digest/findings-report.ts';
import type { DigestReport } from '../../src/digest/report.ts';
import { spendReport } from '../../src/digest/spend-report.ts';
import { trendOf } from '../../src/digest/trend.ts';
import type { Answer } from '../../src/domain/answer.ts';
import { checkBlocks } from '../../src/fakes/slack/blocks/check-blocks.ts';
import { type DigestHead, digestFailedForms, digestForms } from '../../src/render/digest-message.ts';
import { hostileText } from './hostile-text.ts';
import { activeMrkdwn } from './inert-mrkdwn.ts';
import { sampleActor, sampleAnswer, sampleDenied, sampleEvent, sampleReceipt, sampleWindow } from './sample-replies.ts';

const TO = Date.parse('2023-07-11T07:00:00Z');
const HEAD: DigestHead = {
  askingId: 'a'.repeat(32),
  digestId: 'abcd1234',
  title: 'Denied calls',
  schedule: 'daily 9:00',
  zone: 'Europe/Amsterdam',
  from: TO - 86_400_000,
  to: TO,
  lateMs: null,
  periods: 1,
  byHand: false,
};
const EVENTS = definitions.flatMap(({ name, content }) =>
  content.kind === 'events' ? [[name, content] as const] : [],
);
const receipt = sampleReceipt({ deliveredTo: '2023-07-11T07:00:00Z', complete: true, gaps: [] });
const window = sampleWindow({ from: '2023-07-10T07:00:00Z', to: '2023-07-11T07:00:00Z' });
const rows = Array.from({ length: 30 }, (_, day) => ({
  keys: [`2023-06-${String((day % 28) + 1).padStart(2, '0')}`, day % 4 === 0 ? 'denied' : 'done'],
  count: day,
}));

function reportOf(content: EventsContent, answer: Partial<Answer>, known: boolean): DigestReport {
  const before = known ? { keys: [], total: 0, complete: true } : null;
  const trend = trendOf(rows, TO, HEAD.zone, true);
  return eventReport(content, {
    answer: sampleAnswer({ window, receipt, done: [], attempted: [], ...answer }),
    before,
    trend,
  });
}

/** What Slack says to each form; the first may use all there is. */
function taken(head: DigestHead, report: DigestReport): readonly unknown[] {
  return digestForms(head, report).forms.map((form, index) => {
    const { text, blocks } = form();
    expect(text.length).toBeGreaterThan(0);
    expect(text.length).toBeLessThanOrEqual(4000);
    return blocks.length === 0
      ? undefined
      : checkBlocks(blocks, 'message', { nativeTables: true, newestBlocks: index === 0 });
  });
}

/** The form for workspaces without the newest blocks: all of its text is in the open. */
function plainForm(report: DigestReport) {
  const [, plain] = digestForms(HEAD, report).forms;
  if (plain === undefined) throw new Error('there is one form only');
  return plain();
}

function many(count: number): Partial<Answer> {
  const done = Array.from({ length: count }, (_, index) =>
    sampleEvent(index, {
      actor: sampleActor({ name: `sample-${index}`, arn: null, names: [] }),
      service: 'iam',
      action: 'AttachRolePolicy',
      eventName: 'AttachRolePolicy',
    }),
  );
  return { done, attempted: Array.from({ length: Math.ceil(count / 2) }, (_, index) => sampleDenied(index)) };
}

describe('a digest as Slack blocks', () => {
  for (const [name, content] of EVENTS) {
    it.each([1, 10, 1000])(`of ${name} is taken with %i events, new or not`, (count) => {
      for (const known of [true, false]) {
        const report = reportOf(content, many(count), known);
        expect(taken(HEAD, report)).toEqual([undefined, undefined, undefined]);
      }
    });
  }

  it('counts what it does not show', () => {
    const [, content] = EVENTS.find(([name]) => name === 'iam-changes') ?? [];
    if (content === undefined) throw new Error('gone');
    const text = JSON.stringify(digestForms(HEAD, reportOf(content, many(1000), true)).forms[0]().blocks);
    expect(text).toMatch(/… (?:9[89]\d|1,\d{3}) more of this kind: all are in the CSV in the thread/);
  });

  it('is inert whatever a record, a finding or a name holds', () => {
    const [, content] = EVENTS.find(([name]) => name === 'denied') ?? [];
    if (content === undefined) throw new Error('gone');
    fc.assert(
      fc.property(hostileText, (text) => {
        const actor = sampleActor({ name: text, arn: text, names: [text] });
        const attempted = [
          sampleDenied(0, {
            actor,
            eventName: text,
            action: text,
            service: text,
            sourceIp: text,
            eventID: text,
            awsRegion: text,
          }),
        ];
        const finding = { key: text, text, grade: 'bad' as const };
        const read = {
          findings: [finding],
          looked: [text],
          gaps: [{ kind: 'denied' as const, detail: text }],
          csv: null,
        };
        const spent = { userId: 'U1', channelId: text, source: 'athena', queries: 1, usd: 1, bytesScanned: 1, open: 0 };
        const reports = [
          reportOf(content, { attempted }, true),
          findingsReport({ kind: 'findings', noun: { one: 'x', many: 'x' } }, read, {
            keys: [],
            total: 0,
            complete: true,
          }),
          spendReport({ rows: [spent], askings: 1, byDay: [], names: { U1: text }, toMs: TO }),
        ];
        for (const report of reports) {
          expect(taken(HEAD, report)).toEqual([undefined, undefined, undefined]);
          for (const line of linesOf(plainForm(report).blocks)) expect(activeMrkdwn(line)).toEqual([]);
        }
        const failed = digestFailedForms(HEAD, text)[0]();
        expect(checkBlocks(failed.blocks, 'message', { nativeTables: true, newestBlocks: false })).toBeUndefined();
        expect(failed.text).not.toMatch(/<[!@#h]/);
      }),
      { numRuns: 150 },
    );
  });

  const complete = { window, receipt };
  const denied = EVENTS.find(([name]) => name === 'denied')?.[1];
  const FIXED: readonly (readonly [string, DigestHead, () => DigestReport])[] =
    denied === undefined
      ? []
      : [
          ['quiet', HEAD, () => reportOf(denied, complete, true)],
          [
            'news-late',
            { ...HEAD, lateMs: 5 * 3_600_000, periods: 4 },
            () => reportOf(denied, { ...complete, attempted: [sampleDenied(0), sampleDenied(1)] }, true),
          ],
          [
            'open',
            HEAD,
            () =>
              reportOf(
                denied,
                {
                  window,
                  receipt: sampleReceipt({
                    complete: false,
                    gaps: [{ kind: 'denied', detail: 'Account 111122223333 could not be read.' }],
                  }),
                },
                true,
              ),
          ],
          [
            'findings',
            { ...HEAD, title: 'Open to the outside', asOfMs: HEAD.to, lateMs: 3 * 3_600_000 },
            () =>
              findingsReport(
                { kind: 'findings', noun: { one: 'thing open to the outside', many: 'things open to the outside' } },
                {
                  findings: [
                    { key: 'a', text: 'Bucket sample-logs is open to the world since 2023-07-10.', grade: 'bad' },
                    { key: 'b', text: 'Role sample-ci may be assumed by account 999988887777.', grade: 'watch' },
                    { key: 'c', text: 'Queue sample-jobs', grade: 'fine' },
                  ],
                  looked: ['3/3 accounts', '17/17 Regions'],
                  gaps: [],
                  csv: null,
                },
                { keys: ['000000000000'], total: 1, complete: true },
              ),
          ],
        ];

  it.each(FIXED)('looks as it was agreed: %s', async (name, head, make) => {
    const report = make();
    expect(taken(head, report)).toEqual([undefined, undefined, undefined]);
    const message = digestForms(head, report).forms[0]();
    await expect(`${JSON.stringify(message, null, 2)}\n`).toMatchFileSnapshot(`golden/digest-${name}.json`);
  });
});

/** Lines of what is escaped: our own marks at their beginnings taken off. */
function linesOf(blocks: readonly object[]): readonly string[] {
  return textsIn(blocks)
    .flatMap((text) => text.split('\n'))
    .filter((line) => !/^\*.*\*(?: ·.*)?$/.test(line))
    .map((line) => line.replace(/^(?:• |⚠ |🔎 |✅ |… )/u, ''));
}

function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'mrkdwn' && 'text' in value) return [String(value.text)];
  return Object.values(value).flatMap(textsIn);
}
