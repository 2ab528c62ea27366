// Twenty queries as they are sent, and what becomes of hostile texts in them: the queries are executed, not looked at. A
// change of a golden file is a change of what AWS is asked: read the difference, then run this file with -u.
// WHODID_SQL_RUNS sets how many hostile texts and conditions are tried; the suite tries a few hundred.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../src/domain/audit-event.ts';
import type { EventTest } from '../../src/domain/question.ts';
import { holds } from '../../src/records/holds.ts';
import { readRecord } from '../../src/records/read-record.ts';
import { TRAIL_STOPS } from '../../src/sources/logs-insights/trail-stops.ts';
import { conditionOf } from '../../src/sources/sql/condition-of.ts';
import { record } from '../archive/sample-logs.ts';
import { contractQuestions, wholeTest } from './contract/questions.ts';
import { action, all, any, by, named } from './event-history/sample-tests.ts';
import { queryFor } from './logs-insights/query-for.ts';
import { type LogsStage, logsStage, runQuery, TRAIL_GROUP } from './logs-insights/stage.ts';
import { hostileText } from './sql/hostile-texts.ts';
import { SPAN } from './sql/statement-for.ts';
import { hardRecords, hardTests } from './sql/written-many-ways.ts';

const RUNS = Number(process.env.WHODID_SQL_RUNS ?? 120);
const BACKSLASH = String.raw`C:\x\'`;

const QUERIES: Readonly<Record<string, () => string>> = {
  'everything-in-a-window': () => queryFor({ kind: 'always' }),
  'of-a-prefix': () => queryFor({ kind: 'always' }, ['prefix:aws/cloudtrail/']),
  discovered: () => queryFor(action('ec2', 'TerminateInstances'), ['discover']),
  'one-action': () => queryFor(action('ec2', 'TerminateInstances')),
  'one-action-of-any-service': () => queryFor(action(null, 'DeleteFunction')),
  'actions-of-two-services': () =>
    queryFor(any(action('s3', 'DeleteBucket'), action('iam', 'DeleteRole'), action('iam', 'DeleteUser'))),
  'an-instance': () => queryFor(named('i-0abc12de34f567890')),
  'a-role-by-arn': () => queryFor(named('arn:aws:iam::111122223333:role/teams/sample-role')),
  'a-secret-by-arn': () => queryFor(named('arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbC1d2')),
  'an-object-by-url': () => queryFor(named('s3://sample-bucket/exports/orders final.csv')),
  'a-name-without-plain-letters': () => queryFor(named('日本')),
  'a-caller': () => queryFor(by('ben@example.com')),
  root: () => queryFor(all({ kind: 'root' }, { kind: 'not', test: action('signin', 'ConsoleLogin') })),
  'an-address-and-two-blocks': () =>
    queryFor(
      any(
        { kind: 'source-ip', ip: '192.0.2.10' },
        { kind: 'source-ip', ip: '10.20.0.0/14' },
        { kind: 'source-ip', ip: '2001:db8::/32' },
      ),
    ),
  'writes-in-one-account-and-region': () =>
    queryFor(
      all(
        { kind: 'account', account: '111122223333' },
        { kind: 'region', region: 'eu-west-1' },
        { kind: 'read-only', readOnly: false },
      ),
    ),
  'a-hostile-account': () => queryFor(all({ kind: 'account', account: BACKSLASH }, action('s3', 'DeleteBucket'))),
  'a-hostile-region-and-service': () =>
    queryFor(all({ kind: 'region', region: 'x/ | limit 1' }, { kind: 'service', service: 'a"b' })),
  'a-value-and-a-port': () => queryFor(all({ kind: 'value', value: 't3.large' }, { kind: 'port', port: 22 })),
  'more-actions-than-fit': () =>
    queryFor(
      any(...Array.from({ length: 500 }, (_, at) => action('ec2', `${at % 2 ? 'Delete' : 'Create'}Thing${at}`))),
    ),
  'a-whole-question': () => {
    const question = contractQuestions.find(({ text }) => text.startsWith('who made bucket'));
    if (question === undefined) throw new Error('the sample question is gone');
    return queryFor(wholeTest(question), [TRAIL_GROUP], TRAIL_STOPS);
  },
};

describe('the query for', () => {
  it.each(Object.keys(QUERIES))('%s is the one that was read', async (name) => {
    await expect(`${QUERIES[name]?.()}\n`).toMatchFileSnapshot(`logs-insights/golden/${name}.cwli`);
  });

  it('each of twenty is taken, and has no letter whose escaping is not known', async () => {
    const here = await logsStage({ events: [] });
    expect(Object.keys(QUERIES)).toHaveLength(20);
    for (const name of Object.keys(QUERIES)) {
      const query = QUERIES[name]?.() ?? '';
      if (!query.startsWith('SOURCE')) await runQuery(here.client, query);
      expect(query.length).toBeLessThanOrEqual(10_000);
      expect(query.replace(/^SOURCE[^\n]*\n(\| filterIndex[^\n]*\n)?/, '')).toMatch(/^[\x20-\x7e\n]*$/);
      expect(query.replace(/^SOURCE[^\n]*\n(\| filterIndex[^\n]*\n)?/, '')).not.toMatch(/["'`\\]/);
    }
    await here.close();
  });

  it("a run of k's has one group, which every character passes in one way only", () => {
    const query = queryFor(named(`x${'k'.repeat(150)}-kk.v`));
    expect(query).toContain('/(?i)x(k|[^ -~])+-(k|[^ -~])+[.]v|');
  });

  it('no window is not made', () => {
    for (const span of [
      { fromMs: Number.NaN, toMs: 1 },
      { fromMs: 0, toMs: Number.POSITIVE_INFINITY },
      { fromMs: 2, toMs: 1 },
    ]) {
      expect(() => queryFor({ kind: 'always' }, [TRAIL_GROUP], null, span)).toThrow('window');
    }
  });
});

const KINDS: readonly ((text: string) => EventTest)[] = [
  (account) => ({ kind: 'account', account }),
  (text) => named(text),
  (text) => by(text),
  (region) => ({ kind: 'region', region }),
  (service) => ({ kind: 'service', service }),
  (value) => ({ kind: 'value', value }),
  (ip) => ({ kind: 'source-ip', ip }),
  (name) => ({ kind: 'action', service: null, name }),
];

/** The commands of every query over named groups, whatever is asked: one line each, and the address. */
const SHAPE = /^fields @message(\n\| filter [\x20-\x7e]+)?\n# whodid [0-9a-f]{16} \d+-\d+$/;

/** Texts at a time, each set in log groups of its own: every query is run over all events of its set. */
const SET = 200;
const AT_ONCE = 16;

describe('hostile texts', () => {
  const texts = [...new Set(fc.sample(hostileText, { numRuns: RUNS, seed: 20261120 }))];
  const sets = Array.from({ length: Math.ceil(texts.length / SET) }, (_, at) => texts.slice(at * SET, (at + 1) * SET));

  it(
    'never get out of the query; the events that bear one come back, and no other',
    async () => {
      let [asked, filtered] = [0, 0];
      for (const set of sets) {
        // One event for each, that bears it wherever a question can ask for it.
        const raw = set.map((text, at) => ({
          ...record({ id: `e${at}`, time: '2026-11-10T10:00:00Z', name: 'RunTask' }),
          ...{ recipientAccountId: text, awsRegion: text, sourceIPAddress: text },
          requestParameters: { name: text },
        }));
        const events = raw.map(read);
        const here = await logsStage({ events: raw });
        for (let from = 0; from < set.length; from += AT_ONCE) {
          const some = set
            .slice(from, from + AT_ONCE)
            .map((text, at) => (KINDS[(from + at) % KINDS.length] ?? named)(text));
          const found = await Promise.all(some.map((test) => here.read(test)));
          for (const [at, test] of some.entries()) {
            const wanted = events.filter((event) => holds(test, event)).map(({ eventID }) => eventID);
            expect({ test, ids: found[at]?.events.map(({ eventID }) => eventID).sort() }).toEqual({
              test,
              ids: wanted.sort(),
            });
          }
          asked += some.length;
        }
        for (const { text } of here.aws.logsInsights.queries()) {
          expect(text).toMatch(SHAPE);
          expect(text).not.toMatch(/["'`\\]/);
          if (text.includes('\n| filter ')) filtered += 1;
        }
        await here.close();
      }
      expect(asked).toBe(texts.length);
      // Some could be asked for, and for the others all was read.
      expect(filtered).toBeGreaterThan(texts.length / 20);
      expect(filtered).toBeLessThan(texts.length);
    },
    30_000 + RUNS * 100,
  );
});

describe.each([
  ['as JSON.stringify writes it', false],
  ['with every character escaped that some writer escapes', true],
])('the rows for a condition, the record %s', (_, escapedJson) => {
  const records = fc.sample(hardRecords, { numRuns: 500, seed: 11 });
  const events = records.map(read);
  let here: LogsStage;
  beforeAll(async () => {
    here = await logsStage({ events: records, logsInsights: { escapedJson } });
  });
  afterAll(() => here.close());

  it(
    'are all that it holds for, and mostly few others',
    async () => {
      let [held, given, pruned] = [0, 0, 0];
      const runs = Math.max(100, RUNS / 3);
      for (const test of fc.sample(hardTests, { numRuns: runs, seed: 5 })) {
        if (conditionOf(test).kind === 'never') continue;
        const wanted = events.filter((event) => holds(test, event)).map(({ eventID }) => eventID);
        const rows = await runQuery(here.client, queryFor(test).replace('fields @message', 'fields eventID'));
        const ids = new Set(rows.map(({ eventID }) => eventID));
        const missed = wanted.filter((id) => !ids.has(id));
        const example = events.find(({ eventID }) => eventID === missed[0])?.record;
        expect({ test, missed: example }).toEqual({ test, missed: undefined });
        held += wanted.length;
        given += ids.size;
        if (ids.size < records.length / 3) pruned += 1;
      }
      expect(held).toBeGreaterThan(runs);
      expect(pruned).toBeGreaterThan(runs / 4);
      expect(given).toBeGreaterThanOrEqual(held);
    },
    30_000 + RUNS * 100,
  );

  it('are asked for within ten thousand characters, however many actions and names are asked for', async () => {
    const names = Array.from({ length: 3_000 }, (_, at) => `Delete${'Thing'.repeat(3)}${at}`);
    for (const test of [
      any(...names.map((name) => action(null, name))),
      any(...names.map((name) => named(`${name}-${'x'.repeat(300)}`))),
      all(any(...names.map((name) => action('s3', name))), by('ben'), any(...names.map((name) => named(name)))),
    ]) {
      const query = queryFor(test);
      expect(query.length).toBeLessThanOrEqual(10_000);
      expect(SPAN.fromMs).toBeLessThan(SPAN.toMs);
      await runQuery(here.client, query);
    }
  });
});

function read(raw: unknown): AuditEvent {
  const reading = readRecord(JSON.parse(JSON.stringify(raw)));
  if (!reading.ok) throw new Error(`a sample record ${reading.why}`);
  return reading.event;
}
