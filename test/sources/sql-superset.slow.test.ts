// No event that answers a question may be left at AWS: whatever holds for a condition comes through its statement, in
// whatever letters the record writes it.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../src/domain/audit-event.ts';
import type { EventTest } from '../../src/domain/question.ts';
import { holds } from '../../src/records/holds.ts';
import { readRecord } from '../../src/records/read-record.ts';
import { action, all, any, by, named } from './event-history/sample-tests.ts';
import { type LakeStage, lakeStage } from './lake/stage.ts';
import { runStatement } from './sql/run-statement.ts';
import { SPAN, statementFor } from './sql/statement-for.ts';
import { hardRecords, hardTests } from './sql/written-many-ways.ts';

const RUNS = Number(process.env.WHODID_SQL_RUNS ?? 100);
const records = fc.sample(hardRecords, { numRuns: 600, seed: 11 });

function read(raw: unknown): AuditEvent {
  const reading = readRecord(JSON.parse(JSON.stringify(raw)));
  if (!reading.ok) throw new Error(`a sample record ${reading.why}`);
  return reading.event;
}

const events = records.map(read);

describe.each([
  ['as JSON.stringify writes it', false],
  ['with every character escaped that some writer escapes', true],
])('the rows for a condition, the record %s', (_, escapedJson) => {
  let here: LakeStage;
  beforeAll(async () => {
    here = await lakeStage({ events: records, lake: { escapedJson } });
  });
  afterAll(() => here.close());

  it(
    'are all that it holds for, and mostly few others',
    async () => {
      let [held, given, pruned] = [0, 0, 0];
      for (const test of fc.sample(hardTests, { numRuns: RUNS, seed: 5 })) {
        const wanted = events.filter((event) => holds(test, event)).map(({ eventID }) => eventID);
        const rows = new Set((await runStatement(here.client, statementFor(test))).map(({ eventid }) => eventid));
        const missed = wanted.filter((id) => !rows.has(id));
        if (missed.length > 0) {
          const example = events.find(({ eventID }) => eventID === missed[0])?.record;
          expect({ test, missed: example }).toEqual({ test, missed: undefined });
        }
        held += wanted.length;
        given += rows.size;
        if (rows.size < records.length / 3) pruned += 1;
      }
      // The samples are about something, and conditions do keep most events at AWS.
      expect(held).toBeGreaterThan(RUNS);
      expect(pruned).toBeGreaterThan(RUNS / 4);
      expect(given).toBeGreaterThanOrEqual(held);
    },
    30_000 + RUNS * 100,
  );
});

describe('a statement', () => {
  const WINDOW =
    /^SELECT eventid, eventjson FROM [0-9a-f-]{36} WHERE eventtime >= timestamp '([^']+)' AND eventtime < timestamp '([^']+)'(?: AND .*)?$/s;

  it('has its window before all else, whatever the condition', () => {
    fc.assert(
      fc.property(
        hardTests,
        fc.nat({ max: 10_000_000 }),
        fc.integer({ min: 1, max: 10_000_000 }),
        (test, from, length) => {
          const span = { fromMs: SPAN.fromMs + from * 1000, toMs: SPAN.fromMs + (from + length) * 1000 };
          const [, low, high] = WINDOW.exec(statementFor(test, span)) ?? [];
          const ms = (text = '') => Date.parse(`${text.replace(' ', 'T')}Z`);
          expect([ms(low), ms(high)]).toEqual([span.fromMs, span.toMs]);
          // Conditions are one clause beside the window: no OR of theirs reaches it.
          const rest = statementFor(test, span).split(/ AND /).slice(2).join(' AND ');
          expect(depthZero(rest)).not.toMatch(/ OR /);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is not made without a window, or with one that ends before it begins', () => {
    for (const span of [
      { fromMs: Number.NaN, toMs: 1 },
      { fromMs: 0, toMs: Number.POSITIVE_INFINITY },
      { fromMs: 2, toMs: 1 },
    ]) {
      expect(() => statementFor({ kind: 'always' }, span)).toThrow('window');
    }
  });

  it('is as long as Lake takes, however many actions and names are asked for', async () => {
    const here = await lakeStage({ events: records });
    try {
      const names = Array.from({ length: 3_000 }, (_, at) => `Delete${'Thing'.repeat(3)}${at}`);
      const tests: readonly EventTest[] = [
        any(...names.map((name) => action(null, name))),
        any(...names.map((name) => named(`${name}-${'x'.repeat(300)}`))),
        all(any(...names.map((name) => action('s3', name))), by('ben'), any(...names.map((name) => named(name)))),
      ];
      for (const test of tests) {
        const sql = statementFor(test);
        expect(sql.length).toBeLessThanOrEqual(10_000);
        await runStatement(here.client, sql);
      }
      // What need not go stays.
      expect(statementFor(tests[2] ?? { kind: 'always' })).toMatch(/ben.*\^\(\?:delete\)|\^\(\?:delete\).*ben/s);
    } finally {
      await here.close();
    }
  });
});

/** The text outside of parentheses and quotes. */
function depthZero(sql: string): string {
  let depth = 0;
  let quoted = false;
  return [...sql]
    .filter((character) => {
      if (character === "'") quoted = !quoted;
      if (quoted) return false;
      if (character === '(') depth += 1;
      if (character === ')') depth -= 1;
      return depth === 0;
    })
    .join('');
}
