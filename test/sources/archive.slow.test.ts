import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isFailure } from '../../src/domain/failure.ts';
import type { EventTest, Window } from '../../src/domain/question.ts';
import type { EventsRequest } from '../../src/domain/source.ts';
import { holds } from '../../src/records/holds.ts';
import { readRecord } from '../../src/records/read-record.ts';
import { type ArchiveSource, archiveSource } from '../../src/sources/archive.ts';
import { container, delivered, good, record, resource, scratch, stopped } from '../archive/sample-logs.ts';

const ALL: Window = { from: null, to: '2027-01-01T00:00:00Z', zone: 'UTC', phrase: null };
const asked = (test: EventTest, more: Partial<EventsRequest> = {}): EventsRequest => ({
  test,
  window: ALL,
  order: 'oldest-first',
  limit: null,
  ...more,
});
const window = (from: string, to: string): Window => ({ from, to, zone: 'UTC', phrase: null });

describe('an archive as a source', () => {
  let place: ReturnType<typeof scratch>;
  let source: ArchiveSource;
  beforeEach(() => {
    place = scratch();
    source = archiveSource({ ...place, lookAgainAfterMs: 0 });
  });
  afterEach(async () => {
    await source.close();
    place.remove();
  });
  const ids = async (request: EventsRequest) => good(await source.events(request)).events.map(({ eventID }) => eventID);

  it('ingests by itself, and answers in the order asked, events of one second by their id', async () => {
    place.put('b.json', container([record({ id: 'c' }), record({ id: 'a' })]));
    place.put('a.json', container([record({ id: 'b' }), record({ id: 'd', time: '2026-02-01T00:00:00Z' })]));
    const test = stopped('i-0aaaaaaaaaaaaaaa1');
    expect(await ids(asked(test))).toEqual(['d', 'a', 'b', 'c']);
    expect(await ids(asked(test, { order: 'newest-first' }))).toEqual(['c', 'b', 'a', 'd']);
  });

  it('keeps the beginning of a window and leaves its end out', async () => {
    place.put('a.json', container(['00', '01', '02'].map((s) => record({ id: s, time: `2026-03-01T00:00:${s}Z` }))));
    const within = window('2026-03-01T00:00:00Z', '2026-03-01T00:00:02Z');
    const read = good(await source.events(asked({ kind: 'always' }, { window: within })));
    expect(read.events.map(({ eventID }) => eventID)).toEqual(['00', '01']);
    expect(read.coverage.eventsExamined).toBe(2);
  });

  it('stops at a limit and says so, and says nothing when the limit was enough', async () => {
    place.put('a.json', container(['a', 'b', 'c'].map((id) => record({ id }))));
    const cut = good(await source.events(asked({ kind: 'always' }, { limit: 2, order: 'newest-first' })));
    expect(cut.events.map(({ eventID }) => eventID)).toEqual(['c', 'b']);
    expect(cut.coverage.gaps.map(({ kind }) => kind)).toEqual(['page-limit']);
    const whole = good(await source.events(asked({ kind: 'always' }, { limit: 3 })));
    expect(whole.events).toHaveLength(3);
    expect(whole.coverage.gaps).toEqual([]);
  });

  it('sees new, changed and removed files with the next question', async () => {
    place.put('a.json', container([record({ id: 'a' })]));
    expect(await ids(asked({ kind: 'always' }))).toEqual(['a']);
    place.put('b.json', container([record({ id: 'b' })]));
    expect(await ids(asked({ kind: 'always' }))).toEqual(['a', 'b']);
    place.put('a.json', container([record({ id: 'other-a' })]));
    expect(await ids(asked({ kind: 'always' }))).toEqual(['b', 'other-a']);
    rmSync(join(place.folder, 'b.json'));
    expect(await ids(asked({ kind: 'always' }))).toEqual(['other-a']);
  });

  it('serves many questions from one look at the folder', async () => {
    const patient = archiveSource({ ...place, lookAgainAfterMs: 60_000 });
    place.put('a.json', container([record({ id: 'a' })]));
    good(await patient.events(asked({ kind: 'always' })));
    place.put('b.json', container([record({ id: 'b' })]));
    const reads = await Promise.all(Array.from({ length: 20 }, () => patient.events(asked({ kind: 'always' }))));
    expect(reads.map((read) => good(read).events.length)).toEqual(Array.from({ length: 20 }, () => 1));
    await patient.close();
  });

  it('goes on when another process has built the archive anew and swept the old state away', async () => {
    place.put('a.json', container([record({ id: 'a' })]));
    const patient = archiveSource({ ...place, lookAgainAfterMs: 60_000 });
    good(await patient.events(asked({ kind: 'always' })));
    rmSync(place.dataDir, { recursive: true });
    expect(await patient.completions('i-0', 5)).toEqual(['i-0aaaaaaaaaaaaaaa1']);
    await patient.close();
  });

  it('hands failures on as values', async () => {
    expect(await source.events(asked({ kind: 'always' }))).toMatchObject({ failure: 'no-logs' });
    expect(await source.completions('i-', 5)).toBeNull();
    place.put('a.json', container([record()]));
    const halted = await source.events(asked({ kind: 'always' }, { signal: AbortSignal.abort() }));
    expect(halted).toMatchObject({ failure: 'timed-out' });
  });

  it('answers with a gap when nothing could be read, and also from files that brought nothing new', async () => {
    place.put('a.json', 'broken');
    for (const test of [{ kind: 'root' as const }, { kind: 'always' as const }, stopped('i-0aaaaaaaaaaaaaaa1')]) {
      const read = good(await source.events(asked(test)));
      expect(read.events).toEqual([]);
      expect(read.coverage.gaps.map(({ kind }) => kind)).toEqual(['unreadable-file', 'outside-horizon']);
    }
    expect(await source.completions('i-0', 5)).toEqual([]);
    const only = record({ id: 'only' });
    place.put('a.json', container([only]));
    expect(await ids(asked({ kind: 'read-only', readOnly: false }))).toEqual(['only']);
    place.put('b.json', container([only]));
    const read = good(await source.events(asked({ kind: 'read-only', readOnly: false })));
    expect(read.events).toHaveLength(1);
    expect(read.coverage).toMatchObject({ eventsExamined: 1, duplicates: 1, filesRead: 2, gaps: [] });
  });

  it('completes a shortened id to whole ones, most frequent first, and to nothing that is only a part', async () => {
    place.put(
      'a.json',
      container([
        record({ instance: 'i-0abc1111111111111' }),
        record({ instance: 'i-0ABC2222222222222' }),
        record({ instance: 'i-0abc2222222222222' }),
        record({ instance: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc3333333333333' }),
        record({ instance: 'instance/i-0abc4444444444444' }),
      ]),
    );
    expect(await source.completions('I-0abc', 10)).toEqual([
      'i-0abc2222222222222',
      'i-0abc1111111111111',
      'i-0abc3333333333333',
    ]);
    expect(await source.completions('i-0abc', 1)).toEqual(['i-0abc2222222222222']);
    expect(await source.completions("i-0abc%'", 5)).toEqual([]);
  });

  it('counts in its receipt what the answer stands on', async () => {
    const twice = record({ time: '2026-03-01T12:00:00Z' });
    place.put(delivered('20260301T1205Z', 'AAAAAAAAAAAAAAAA'), container([twice, twice]));
    place.put(
      delivered('20260401T1205Z', 'BBBBBBBBBBBBBBBB'),
      container([record({ time: '2026-04-01T12:00:00Z', region: 'us-east-1' })]),
    );
    const march = window('2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z');
    const read = good(await source.events(asked({ kind: 'always' }, { window: march })));
    expect(read.coverage).toEqual({
      sources: [{ source: 'archive', from: '2026-03-01T12:00:00Z', to: '2026-04-01T12:00:00Z' }],
      accounts: ['111122223333'],
      regions: ['eu-west-1'],
      eventsExamined: 1,
      filesRead: 1,
      duplicates: 1,
      deliveredTo: '2026-04-01T12:05:00Z',
      places: [
        {
          source: 'archive',
          account: '111122223333',
          region: 'eu-west-1',
          read: true,
          why: null,
          deliveredTo: '2026-04-01T12:05:00Z',
          categories: null,
          off: [],
        },
      ],
      gaps: [],
    });
    expect(good(await source.events(asked({ kind: 'always' }))).coverage.filesRead).toBe(2);
  });
});

describe('the archive against reading everything', () => {
  let place: ReturnType<typeof scratch>;
  let source: ArchiveSource;
  const records = manyRecords();
  const events = records.map((raw) => {
    const reading = readRecord(raw);
    if (!reading.ok) throw new Error(reading.why);
    return reading.event;
  });

  beforeAll(async () => {
    place = scratch();
    for (let from = 0; from < records.length; from += 300) {
      place.put(`part-${from}.json.gz`, container(records.slice(from, from + 300)));
    }
    source = archiveSource({ ...place, lookAgainAfterMs: 60_000 });
    good(await source.events(asked({ kind: 'always' })));
  });
  afterAll(async () => {
    await source.close();
    place.remove();
  });

  const finds = async (test: EventTest, limit: number | null = null) => {
    const read = await source.events(asked(test, { limit }));
    if (isFailure(read)) throw new Error(read.why);
    const expected = events.filter((event) => holds(test, event)).map(({ eventID }) => eventID);
    const found = read.events.map(({ eventID }) => eventID);
    if (limit === null) expect(found.toSorted()).toEqual(expected.toSorted());
    else expect(found).toHaveLength(Math.min(limit, expected.length));
    expect(found.every((id) => expected.includes(id))).toBe(true);
  };

  it('finds exactly the events for which a condition holds, whatever the condition', async () => {
    const limits = fc.constantFrom<(number | null)[]>(null, 1, 5, 300);
    await fc.assert(fc.asyncProperty(conditions(), limits, finds), { numRuns: 60 });
  });

  it('never rules out by half a condition what only the whole one does', async () => {
    const some: EventTest = { kind: 'resource', resource: resource('i-00000000000000003') };
    const reads: EventTest = { kind: 'read-only', readOnly: true };
    const cidr: EventTest = { kind: 'source-ip', ip: '192.0.2.0/24' };
    for (const tests of [[some, reads], [reads, cidr], [reads], []]) {
      for (const kind of ['all', 'any'] as const) {
        await finds({ kind, tests });
        await finds({ kind: 'not', test: { kind, tests } });
        await finds({ kind: 'not', test: { kind: 'not', test: { kind, tests } } });
      }
    }
  });
});

/** Enough events that conditions are narrowed by columns too, with few values, so that conditions hold for some. */
function manyRecords(): readonly Record<string, unknown>[] {
  const pick = <T>(values: readonly T[], at: number): T => values[at % values.length] as T;
  return Array.from({ length: 1_500 }, (_, at) => ({
    ...record({
      time: new Date(Date.UTC(2026, 2, 1) + (at % 700) * 60_000).toISOString(),
      name: pick(['StopInstances', 'StartInstances20150331', 'GetObject', 'Café'], at),
      service: pick(['ec2', 's3', 'EC2'], Math.floor(at / 2)),
      user: pick(['ann', 'Bob', 'terraform'], Math.floor(at / 3)),
      region: pick(['eu-west-1', 'us-east-1'], Math.floor(at / 5)),
      account: pick(['111122223333', '444455556666'], Math.floor(at / 7)),
      instance: `i-0${String(at % 40).padStart(16, '0')}`,
      readOnly: at % 4 === 0,
      error: pick([null, 'AccessDenied', 'InvalidParameterValue'], Math.floor(at / 11)),
      agent: pick(
        ['aws-cli/2', 'HashiCorp Terraform/1.5', 'Mozilla/5.0 (iPhone)', "it's %_other"],
        Math.floor(at / 13),
      ),
      ip: pick(['192.0.2.10', '2001:DB8::1', 'ec2.amazonaws.com', '08.1.2.3'], Math.floor(at / 17)),
    }),
    ...(at % 19 === 0 ? { userIdentity: { type: 'Root', arn: 'arn:aws:iam::111122223333:root' } } : {}),
  }));
}

function conditions(): fc.Arbitrary<EventTest> {
  const leaf: fc.Arbitrary<EventTest> = fc.oneof(
    fc.constant<EventTest>({ kind: 'always' }),
    fc.constant<EventTest>({ kind: 'root' }),
    fc.record({
      kind: fc.constant('action' as const),
      service: fc.constantFrom(null, 'ec2', 'S3', 'iam'),
      name: fc.constantFrom('StopInstances', 'startinstances', 'CAFÉ', 'GetObject', 'nothing'),
    }),
    fc.nat(45).map((at): EventTest => ({ kind: 'resource', resource: resource(`I-0${String(at).padStart(16, '0')}`) })),
    fc
      .constantFrom('ann', 'BOB', 'arn:aws:iam::111122223333:user/terraform', 'nobody')
      .map((name): EventTest => ({ kind: 'actor', resource: resource(name) })),
    fc
      .constantFrom('192.0.2.10', '192.0.2.0/24', '2001:db8:0::1', '2001:db8::1', '08.1.2.3', 'EC2.amazonaws.com')
      .map((ip): EventTest => ({ kind: 'source-ip', ip })),
    fc
      .constantFrom('console', 'CLI', 'terraform', 'phone', 'aws-service', 'ec2', 'sdk', 'other', '%')
      .map((tool): EventTest => ({ kind: 'tool', tool })),
    fc.constantFrom('ec2', 'S3', '').map((service): EventTest => ({ kind: 'service', service })),
    fc.constantFrom('111122223333', '', '9').map((account): EventTest => ({ kind: 'account', account })),
    fc.constantFrom('EU-west-1', 'us-east-1', '').map((region): EventTest => ({ kind: 'region', region })),
    fc.boolean().map((readOnly): EventTest => ({ kind: 'read-only', readOnly })),
    fc
      .constantFrom<('done' | 'attempted' | 'denied')[]>('done', 'attempted', 'denied')
      .map((outcome): EventTest => ({ kind: 'outcome', outcome })),
    fc.constant<EventTest>({ kind: 'value', value: 'i-00000000000000003' }),
  );
  return fc.letrec<{ test: EventTest }>((tie) => ({
    test: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      fc.array(tie('test'), { maxLength: 3 }).map((tests): EventTest => ({ kind: 'all', tests })),
      fc.array(tie('test'), { maxLength: 3 }).map((tests): EventTest => ({ kind: 'any', tests })),
      tie('test').map((test): EventTest => ({ kind: 'not', test })),
    ),
  })).test;
}
