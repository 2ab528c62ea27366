// Twenty statements as they are sent, each also read by a Trino grammar that is not ours; hostile texts and hard records,
// executed. WHODID_SQL_RUNS sets how many hostile texts are tried; the suite tries a few hundred.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventTest } from '../../src/domain/question.ts';
import { holds } from '../../src/records/holds.ts';
import { readRecord } from '../../src/records/read-record.ts';
import { trinoLiteral } from '../../src/sources/sql/literal.ts';
import { record } from '../archive/sample-logs.ts';
import { runAthena } from './athena/run-athena.ts';
import { type AthenaStage, athenaStage, seed, tableOf } from './athena/stage.ts';
import { athenaStatementFor, FACTS } from './athena/statement-for.ts';
import { contractQuestions, wholeTest } from './contract/questions.ts';
import { action, all, by, any as either, named } from './event-history/sample-tests.ts';
import { hostileText } from './sql/hostile-texts.ts';
import { hardRecords, hardTests } from './sql/written-many-ways.ts';

const BACKSLASH = String.raw`C:\x\'`;

const STATEMENTS: Readonly<Record<string, EventTest>> = {
  'everything-in-a-window': { kind: 'always' },
  'nothing-at-all': { kind: 'any', tests: [] },
  'one-action': action('ec2', 'TerminateInstances'),
  'one-action-of-any-service': action(null, 'DeleteFunction'),
  'actions-of-two-services': either(
    action('s3', 'DeleteBucket'),
    action('iam', 'DeleteRole'),
    action('iam', 'DeleteUser'),
  ),
  'an-instance': named('i-0abc12de34f567890'),
  'a-role-by-arn': named('arn:aws:iam::111122223333:role/teams/sample-role'),
  'a-secret-by-arn': named('arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbC1d2'),
  'an-object-by-url': named('s3://sample-bucket/exports/orders final.csv'),
  'a-name-without-plain-letters': named('日本'),
  'a-caller': by('ben@example.com'),
  root: all({ kind: 'root' }, { kind: 'not', test: action('signin', 'ConsoleLogin') }),
  'an-address-and-two-blocks': either(
    { kind: 'source-ip', ip: '192.0.2.10' },
    { kind: 'source-ip', ip: '10.20.0.0/14' },
    { kind: 'source-ip', ip: '2001:db8::/32' },
  ),
  'writes-in-one-account-and-region': all(
    { kind: 'account', account: '111122223333' },
    { kind: 'region', region: 'eu-west-1' },
    { kind: 'read-only', readOnly: false },
  ),
  'two-accounts': either({ kind: 'account', account: '111122223333' }, { kind: 'account', account: '444455556666' }),
  'a-hostile-account': either(
    ...["' OR 1=1 --", BACKSLASH, 'ü\0\n', '\u{1F600}'].map((account) => ({ kind: 'account', account }) as const),
  ),
  'a-hostile-region-and-service': all({ kind: 'region', region: "x'); --" }, { kind: 'service', service: "a'b" }),
  'a-value-and-a-port': all({ kind: 'value', value: 't3.large' }, { kind: 'port', port: 22 }),
  'more-actions-than-are-written-out': either(
    ...Array.from({ length: 500 }, (_, at) => action('ec2', `${at % 2 ? 'Delete' : 'Create'}Thing${at}`)),
  ),
  'a-whole-question': wholeTest(
    contractQuestions.find(({ text }) => text.startsWith('who made bucket')) ??
      ({ test: { kind: 'always' }, related: null } as never),
  ),
};

describe('the statement to Athena for', () => {
  it.each(Object.entries(STATEMENTS))('%s is the one that was read', async (name, test) => {
    await expect(`${athenaStatementFor(test)}\n`).toMatchFileSnapshot(`athena/golden/${name}.sql`);
  });

  it('each of twenty is Trino', async () => {
    // Large, so loaded here alone; the part for Trino by its own path, as the whole takes seconds.
    const { TrinoSQL } = await import('dt-sql-parser/dist/parser/trino/index.js');
    const parser = new TrinoSQL();
    const problems = (sql: string) => parser.validate(sql).map(({ message }) => message);
    expect(Object.keys(STATEMENTS)).toHaveLength(20);
    for (const [name, test] of Object.entries(STATEMENTS)) {
      expect({ name, problems: problems(athenaStatementFor(test)) }).toEqual({ name, problems: [] });
    }
    expect(problems('SELECT eventid FROM "whodid"."cloudtrail_logs" WHERE')).not.toEqual([]);
  });
});

const RUNS = Number(process.env.WHODID_SQL_RUNS ?? 400);
const CHARACTERS_MAX = 60_000;
const TIME = '2026-11-10T10:00:00Z';
const texts = [...new Set(fc.sample(hostileText, { numRuns: RUNS, seed: 20261122 }))];
/** One event of each name, in the log of one account: a condition on it must find that one and no other. */
const events = texts.map((text, at) => ({
  ...record({ id: `e${at}`, time: TIME }),
  eventSource: 'x',
  apiVersion: text,
}));

/** As many at a time as a statement should hold. */
function batches(longOf: (text: string) => number): readonly (readonly number[])[] {
  const found: number[][] = [[]];
  let length = 0;
  for (const [at, text] of texts.entries()) {
    length += longOf(text);
    if (length > CHARACTERS_MAX && found.at(-1)?.length !== 0) {
      found.push([]);
      length = longOf(text);
    }
    found.at(-1)?.push(at);
  }
  return found;
}

const textAt = (at: number): string => texts[at] ?? '';

describe('hostile texts', () => {
  let here: AthenaStage;
  beforeAll(async () => {
    here = await athenaStage({ events: [...events, record({ id: 'plain', time: TIME })] });
  });
  afterAll(() => here.close());

  it('come back from Athena as they were written, each letter of them, and find their own event alone', async () => {
    for (const batch of batches((text) => trinoLiteral(text).length + 10)) {
      const list = batch.map((at) => trinoLiteral(textAt(at))).join(', ');
      const sql = `SELECT eventid, ${FACTS.record.expression} AS record FROM "whodid"."cloudtrail_logs" WHERE apiversion IN (${list})`;
      expect(/^[\x20-\x7e]*$/.test(sql)).toBe(true);
      const rows = await runAthena(here.client, sql);
      expect(rows.map(({ eventid }) => eventid).sort()).toEqual(batch.map((at) => `e${at}`).sort());
      const told = new Map(
        rows.map(({ eventid, record: text = '' }) => [eventid, FACTS.record.parse(text)?.apiVersion]),
      );
      for (const at of batch) expect(told.get(`e${at}`)).toBe(textAt(at));
    }
  });

  it('are refused by nobody wherever a question can hold a text', async () => {
    const kinds: readonly ((text: string) => EventTest)[] = [
      (name) => ({ kind: 'action', service: name, name }),
      (service) => ({ kind: 'service', service }),
      (region) => ({ kind: 'region', region }),
      (ip) => ({ kind: 'source-ip', ip }),
      (value) => ({ kind: 'value', value }),
      (account) => ({ kind: 'account', account }),
      (text) => ({ kind: 'resource', resource: { text, form: 'name', type: null, tokens: [], partial: false } }),
      (text) => ({ kind: 'actor', resource: { text, form: 'arn', type: null, tokens: [], partial: false } }),
    ];
    for (const [at, text] of texts.slice(0, 24).entries()) {
      const of = kinds[at % kinds.length];
      if (of !== undefined) await runAthena(here.client, athenaStatementFor(of(text)));
    }
  });
});

describe('the rows for a condition', () => {
  it('are all that it holds for, and mostly few others', async () => {
    const records = fc.sample(hardRecords, { numRuns: 400, seed: 11 });
    const here = await athenaStage({ events: records, athena: seed({ tables: [tableOf()] }) });
    try {
      // What the table keeps of a record is what can be asked about.
      const kept = await runAthena(here.client, athenaStatementFor({ kind: 'always' }));
      // Records without an account lie in nobody's folder.
      expect(kept.length).toBeGreaterThan(records.length * 0.8);
      const read = kept.map(({ record: text = '' }) => {
        const reading = readRecord(FACTS.record.parse(text));
        if (!reading.ok) throw new Error(`a record ${reading.why}`);
        return reading.event;
      });
      let [held, pruned] = [0, 0];
      const tests = fc.sample(hardTests, { numRuns: 80, seed: 5 });
      for (const test of tests) {
        const wanted = read.filter((event) => holds(test, event)).map(({ eventID }) => eventID);
        const rows = new Set((await runAthena(here.client, athenaStatementFor(test))).map(({ eventid }) => eventid));
        expect({ test, missed: wanted.filter((id) => !rows.has(id)) }).toEqual({ test, missed: [] });
        held += wanted.length;
        if (rows.size < records.length / 3) pruned += 1;
      }
      expect(held).toBeGreaterThan(tests.length);
      expect(pruned).toBeGreaterThan(tests.length / 4);
    } finally {
      await here.close();
    }
  });
});
