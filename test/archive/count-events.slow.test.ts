// Counting by columns against counting rows: the same number for every condition and every group, or a refusal.
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeOrganisation } from '../../src/demo/organisation/write-organisation.ts';
import type { AuditEvent } from '../../src/domain/audit-event.ts';
import { isFailure } from '../../src/domain/failure.ts';
import type { EventTest, Window } from '../../src/domain/question.ts';
import type { GroupKey } from '../../src/domain/source.ts';
import { readQuestion } from '../../src/question/read-question.ts';
import { type ArchiveSource, archiveSource } from '../../src/sources/archive.ts';
import { container, good, record, scratch } from './sample-logs.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
/** Offsets of a quarter, of a changing clock, and of none. */
const ZONES = ['Asia/Kathmandu', 'Europe/Berlin', 'UTC'] as const;
const GROUPS: readonly (readonly GroupKey[])[] = [
  [],
  ['day'],
  ['hour', 'outcome'],
  ['actor'],
  ['event-name', 'outcome'],
  ['tool', 'account', 'region'],
  ['day', 'actor', 'tool'],
];
/** Rows counted in all; fewer would prove little. */
const ROWS_MIN = 300;

/** What the columns can decide, each kind of leaf and each way of joining; read from questions where people ask so. */
function countable(names: readonly string[]): readonly EventTest[] {
  const asked = [
    'root activity',
    'denied calls',
    'failed calls',
    'changes made in the console',
    'console logins',
    'failed console logins',
    'who stopped a trail',
    'who called StopLogging, DeleteTrail or UpdateTrail',
    'changes',
    'iam changes',
    ...names.map((name) => `what did ${name} do`),
  ].map(testOf);
  return [
    { kind: 'always' },
    { kind: 'all', tests: [] },
    { kind: 'any', tests: [] },
    { kind: 'not', test: { kind: 'outcome', outcome: 'done' } },
    { kind: 'tool', tool: 'terraform' },
    { kind: 'region', region: 'EU-WEST-1' },
    { kind: 'all', tests: [{ kind: 'always' }, { kind: 'read-only', readOnly: true }] },
    { kind: 'not', test: { kind: 'any', tests: [{ kind: 'root' }, { kind: 'service', service: 'iam' }] } },
    ...asked,
  ];
}

function testOf(text: string): EventTest {
  const reading = readQuestion(text, { now: NOW, zone: 'UTC', locale: 'en-US' });
  if (!reading.ok) throw new Error(`${text}: ${reading.problems.map((problem) => problem.text).join(' ')}`);
  return reading.question.test;
}

function keyOf(key: GroupKey, event: AuditEvent, zone: string): string {
  const local = DateTime.fromMillis(event.timeMs, { zone });
  switch (key) {
    case 'day':
      return local.toFormat('yyyy-MM-dd');
    case 'hour':
      return local.startOf('hour').toFormat("yyyy-MM-dd'T'HH:mmZZ");
    case 'actor':
      return event.actor.name;
    case 'event-name':
      return `${event.service}:${event.eventName}`;
    case 'outcome':
      return event.outcome.kind === 'attempted' ? event.outcome.reason : event.outcome.kind;
    case 'tool':
      return event.tool.toLowerCase();
    case 'account':
      return event.accountId ?? '';
    case 'region':
      return event.awsRegion?.toLowerCase() ?? '';
    default:
      throw new Error(key satisfies never);
  }
}

async function expectSameCounts(
  source: ArchiveSource,
  test: EventTest,
  window: Window,
  groups: readonly (readonly GroupKey[])[],
): Promise<number> {
  const read = good(await source.events({ test, window, order: 'oldest-first', limit: null }));
  for (const groupBy of groups) {
    const counted = good(await source.aggregates({ test, window, groupBy }));
    const sums = new Map<string, number>();
    if (groupBy.length === 0) sums.set('[]', 0);
    for (const event of read.events) {
      const keys = JSON.stringify(groupBy.map((key) => keyOf(key, event, window.zone)));
      sums.set(keys, (sums.get(keys) ?? 0) + 1);
    }
    expect(new Map(counted.rows.map((row) => [JSON.stringify(row.keys), row.count]))).toEqual(sums);
    expect(counted.coverage).toEqual(read.coverage);
  }
  return read.events.length;
}

async function expectAllSame(source: ArchiveSource, names: readonly string[], windows: readonly Window[]) {
  let found = 0;
  for (const [at, test] of countable(names).entries()) {
    // Every condition with every grouping; windows and zones in turn.
    found += await expectSameCounts(source, test, windows[at % windows.length] ?? WHOLE, GROUPS);
  }
  return found;
}

const WHOLE: Window = { from: null, to: '2030-01-01T00:00:00Z', zone: 'UTC', phrase: null };

describe('counts by columns, on the sample organisation', () => {
  let folder = '';
  let source: ArchiveSource;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whodid-count-'));
    await writeOrganisation(join(folder, 'logs'), { now: NOW, events: 1_200 });
    source = archiveSource({ folder: join(folder, 'logs'), dataDir: join(folder, 'data') });
  });
  afterAll(async () => {
    await source.close();
    rmSync(folder, { recursive: true });
  });

  it('equal counting the rows of events, whatever is asked and grouped by', async () => {
    const windows = [
      ...ZONES.map((zone) => ({ ...WHOLE, zone })),
      { from: '2026-10-20T03:30:00Z', to: '2026-11-18T17:00:00Z', zone: 'Europe/Berlin', phrase: null },
    ];
    const { rows } = good(
      await source.aggregates({ test: { kind: 'always' }, window: WHOLE, groupBy: ['actor'], top: 4 }),
    );
    const names = rows.map(({ keys }) => `"${keys[0] ?? ''}"`);
    expect(names).toHaveLength(4);
    expect(await expectAllSame(source, names, windows)).toBeGreaterThan(ROWS_MIN);
  });

  it('give the rows that count most where only some are wanted', async () => {
    const request = { test: { kind: 'always' }, window: WHOLE, groupBy: ['actor'] } as const;
    const all = good(await source.aggregates(request)).rows;
    const some = good(await source.aggregates({ ...request, top: 3 })).rows;
    expect(some).toEqual(all.slice(0, 3));
    expect(all.map(({ count }) => count)).toEqual(all.map(({ count }) => count).sort((a, b) => b - a));
    const days = good(await source.aggregates({ ...request, groupBy: ['day'], top: 2 })).rows;
    expect(days).toHaveLength(2);
  });

  it.each([
    ['a resource', testOf('history of i-0abc12de34f567890')],
    ['a fact', { kind: 'fact', fact: 'opened-to-world' }],
    ['a phone', { kind: 'tool', tool: 'phone' }],
    ['an address', { kind: 'source-ip', ip: '198.51.100.0/24' }],
    ['a caller by a full ARN', testOf('what did arn:aws:iam::111122223333:user/sample do')],
    ['one of these inside others', { kind: 'all', tests: [{ kind: 'always' }, { kind: 'value', value: 'x' }] }],
  ] satisfies readonly (readonly [string, EventTest])[])('refuse %s', async (_, test) => {
    const read = await source.aggregates({ test, window: WHOLE, groupBy: [] });
    expect(isFailure(read) && [read.failure, read.why.slice(0, 21)]).toEqual(['unsupported', 'Unsupported aggregate']);
  });
});

describe('counts by columns, on records made to deceive', () => {
  it('tell callers apart whose names hold the signs that a list of names is written with', async () => {
    const place = scratch();
    const users = ['a', 'b', 'a|b', 'a\\pb', '|a|', "x' OR 1=1 --", 'A', '\u0000a', ''];
    place.put('log.json', container(users.map((user) => record({ user }))));
    const source = archiveSource({ ...place, lookAgainAfterMs: 0 });
    for (const text of users.filter((user) => user !== '')) {
      const resource = { text, form: 'name', type: null, tokens: [text], partial: false } as const;
      await expectSameCounts(source, { kind: 'actor', resource }, WHOLE, [['actor']]);
    }
    await source.close();
    place.remove();
  });
});

const records = process.env.WHODID_RECORDS;

describe.skipIf(records === undefined)('counts by columns, on real records (set WHODID_RECORDS to run)', () => {
  it('equal counting the rows of events', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'whodid-count-records-'));
    const source = archiveSource({ folder: join(records ?? '', 'stratus'), dataDir });
    const { rows } = good(
      await source.aggregates({ test: { kind: 'always' }, window: WHOLE, groupBy: ['actor'], top: 3 }),
    );
    const names = rows.map(({ keys }) => `"${keys[0] ?? ''}"`);
    const windows = ZONES.map((zone) => ({ ...WHOLE, zone }));
    expect(await expectAllSame(source, names, windows)).toBeGreaterThan(ROWS_MIN);
    await source.close();
    rmSync(dataDir, { recursive: true });
  });
});
