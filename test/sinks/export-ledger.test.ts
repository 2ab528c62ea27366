// The ledger sent to places outside, over the wire: an outage, refusals in part, crashes at every point, wrong destinations.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditSettings } from '../../src/config/config.ts';
import type { Sink, SinkBook, SinkCursor } from '../../src/domain/sink.ts';
import type { LedgerRow } from '../../src/domain/state.ts';
import { type FakeAws, startFakeAws } from '../../src/fakes/aws/fake-aws.ts';
import { hashRow, noHash } from '../../src/ledger/hash-row.ts';
import { verifyChain } from '../../src/ledger/verify-chain.ts';
import { exportLedger } from '../../src/sinks/export-ledger.ts';
import { openSinks } from '../../src/sinks/open-sinks.ts';
import { DEV, HOME, KEYS_OF, PROD } from './sink-stage.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const HOUR = 3_600_000;
const TEAM = 'T000SAMPLE';
const CHANNEL = '0a1b2c3d-0000-4000-8000-00000000c001';
const NOT_THERE = { file: null, logGroupArn: null, bucket: null, bucketRegion: HOME, channelArn: null };
const CHANNEL_ARN = `arn:aws:cloudtrail:${HOME}:${PROD}:channel/${CHANNEL}`;
const GROUP = '/sample/whodid';

let aws: FakeAws;
let folder: string;
let now = NOW;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whodid-sinks-'));
  aws = await startFakeAws({
    clock: () => now,
    accounts: [
      { id: PROD, name: 'sample-prod' },
      { id: DEV, name: 'sample-dev' },
    ],
    regions: [HOME],
    credentials: [KEYS_OF],
    channels: [
      { id: CHANNEL, account: PROD, region: HOME },
      { id: CHANNEL.replace('c001', 'c002'), account: PROD, region: HOME },
      { id: CHANNEL.replace('c001', 'c003'), account: PROD, region: HOME },
    ],
    writtenGroups: [{ account: PROD, region: HOME, name: GROUP }],
    buckets: [{ name: 'sample-audit', account: PROD, region: HOME }],
    events: [],
  });
});
afterAll(async () => {
  await aws.close();
  rmSync(folder, { recursive: true, force: true });
});

function ledgerOf(rows: number, everyMs = 1_000): LedgerRow[] {
  const made: LedgerRow[] = [];
  for (let seq = 1; seq <= rows; seq += 1) {
    const previousHash = made.at(-1)?.hash ?? noHash;
    const entry = { kind: 'asked', actorId: 'U000MEMBER', askingId: null, detail: { door: 'slash', n: seq } } as const;
    const row = { ...entry, teamId: TEAM, seq, at: NOW + seq * everyMs, previousHash };
    made.push({ ...row, hash: hashRow(row) });
  }
  return made;
}

/** The rows and a book in memory, as SQL keeps them. */
function desk(rows: LedgerRow[]) {
  const cursors = new Map<string, SinkCursor & { lease: number }>();
  const book: SinkBook = {
    take: async (_team, sink, at, lease) => {
      const known = cursors.get(sink) ?? { seq: 0, beyond: [], lease: 0 };
      if (known.lease > at) return null;
      cursors.set(sink, { ...known, lease });
      return known;
    },
    advance: async (_team, sink, cursor, lease) => void cursors.set(sink, { ...cursor, lease }),
    release: async (_team, sink) => {
      const known = cursors.get(sink);
      if (known !== undefined) cursors.set(sink, { ...known, lease: 0 });
    },
  };
  const state = {
    ledger: async (_team: string, after: number, limit: number) =>
      rows.filter(({ seq }) => seq > after).slice(0, limit),
  };
  return { deps: { state, book, clock: () => now }, book, cursors };
}

async function sinkFor(settings: Partial<AuditSettings>): Promise<Sink> {
  const [sink] = await openSinks({ ...NOT_THERE, ...settings }, { endpoint: aws.url, credentials: KEYS_OF }, () => now);
  if (sink === undefined) throw new Error('no sink');
  return sink;
}

const idsTo = (channel: string) => aws.auditEvents.filter((each) => each.channel === channel).map(({ id }) => id);
const ids = (rows: number) => Array.from({ length: rows }, (_, at) => `${TEAM}-${at + 1}`);

describe('a channel of CloudTrail Lake', () => {
  it('gets every row in order and none twice, over an outage of an hour', async () => {
    const rows = ledgerOf(120);
    const { deps } = desk(rows);
    const sink = await sinkFor({ channelArn: CHANNEL_ARN });
    expect(await exportLedger(sink, TEAM, deps)).toBeNull();
    aws.inject({ kind: 'server-error', service: 'cloudtrail-data', times: 'always' });
    const more = ledgerOf(480).slice(120);
    // A minute at a time, as the tick does it; eight rows are written in each.
    for (let minute = 0; minute < 60; minute += 1) {
      rows.push(...more.splice(0, 6));
      now += 60_000;
      expect(await exportLedger(sink, TEAM, deps)).toMatchObject({ failure: 'timed-out' });
    }
    expect(now - NOW).toBe(HOUR);
    expect(idsTo(CHANNEL)).toEqual(ids(120));
    aws.clearFaults();
    expect(await exportLedger(sink, TEAM, deps)).toBeNull();
    expect(idsTo(CHANNEL)).toEqual(ids(480));
  }, 60_000);

  it('is sent again what it refused for the moment, and not what it took beside it', async () => {
    const channel = CHANNEL.replace('c001', 'c002');
    const { deps } = desk(ledgerOf(150));
    aws.refuseAuditEvent(`${TEAM}-3`, 'Throttling', 1);
    aws.refuseAuditEvent(`${TEAM}-90`, 'InternalFailure', 2);
    const sink = await sinkFor({ channelArn: CHANNEL_ARN.replace(CHANNEL, channel) });
    expect(await exportLedger(sink, TEAM, deps)).toBeNull();
    expect(new Set(idsTo(channel))).toEqual(new Set(ids(150)));
    expect(idsTo(channel)).toHaveLength(150);
  });

  it('keeps what it took before it refused one for good, and says which', async () => {
    const channel = CHANNEL.replace('c001', 'c003');
    const { deps, cursors } = desk(ledgerOf(5));
    aws.refuseAuditEvent(`${TEAM}-2`, 'InvalidData', 1);
    const sink = await sinkFor({ channelArn: CHANNEL_ARN.replace(CHANNEL, channel) });
    const failure = await exportLedger(sink, TEAM, deps);
    expect(failure?.what).toContain(`${TEAM}-2`);
    expect(failure?.why).toContain('InvalidData');
    expect(cursors.get(sink.name)).toEqual({ seq: 1, beyond: [3, 4, 5], lease: 0 });
    expect(await exportLedger(sink, TEAM, deps)).toBeNull();
    expect([...idsTo(channel)].sort()).toEqual(ids(5));
  });

  it.each([
    ['that is not there', CHANNEL_ARN.replace(CHANNEL, CHANNEL.replace('c001', 'dead')), 'ChannelNotFound'],
    ['of another account', CHANNEL_ARN.replace(PROD, DEV), 'ChannelNotFound'],
  ])('%s is told in a sentence, and nothing is lost', async (_, channelArn, code) => {
    const { deps, cursors } = desk(ledgerOf(3));
    const sink = await sinkFor({ channelArn });
    const failure = await exportLedger(sink, TEAM, deps);
    expect(failure?.why).toContain(code);
    expect(failure?.instead).toContain('WHODID_AUDIT_CHANNEL');
    expect(cursors.get(sink.name)?.seq).toBe(0);
  });

  it('is worked on by one process at a time', async () => {
    const { deps, book } = desk(ledgerOf(3));
    const sink = await sinkFor({ channelArn: CHANNEL_ARN.replace(CHANNEL, CHANNEL.replace('c001', 'beef')) });
    await book.take(TEAM, sink.name, now, now + 1_000);
    expect(await exportLedger(sink, TEAM, deps)).toBeNull();
    expect(aws.calls.filter(({ operation }) => operation === 'PutAuditEvents').every((c) => c.region === HOME)).toBe(
      true,
    );
  });
});

describe('a file', () => {
  it('has a line for each row that proves the chain, whatever a crash cut off', async () => {
    const path = join(folder, 'audit', 'whodid.jsonl');
    const rows = ledgerOf(2_500);
    const { deps, book } = desk(rows);
    expect(await exportLedger(await sinkFor({ file: path }), TEAM, { ...deps, ...atMost(deps, 1_200) })).toBeNull();
    // The process died in the middle of a line, and before it could keep how far it had come.
    appendFileSync(path, '{"id":"T000SAMPLE-12');
    await book.advance(TEAM, `file:${path}`, { seq: 700, beyond: [] }, 0);
    expect(await exportLedger(await sinkFor({ file: path }), TEAM, deps)).toBeNull();
    const written = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as LedgerRow);
    expect(written.map(({ seq }) => seq)).toEqual(rows.map(({ seq }) => seq));
    expect(verifyChain(written)).toMatchObject({ ok: true, rows: 2_500 });
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it.each(['name = "sample"', '{"other": 1}\n', 'a line\n{"id":"T0'])(
    'of somebody else is left as it is: %j',
    async (text) => {
      const path = join(folder, 'not-ours.toml');
      writeFileSync(path, text);
      const failure = await exportLedger(await sinkFor({ file: path }), TEAM, desk(ledgerOf(2)).deps);
      expect(failure?.why).toContain('no audit records of mine');
      expect(readFileSync(path, 'utf8')).toBe(text);
    },
  );

  it('that cannot be written is told in a sentence', async () => {
    const failure = await exportLedger(await sinkFor({ file: folder }), TEAM, desk(ledgerOf(1)).deps);
    expect(failure?.instead).toContain('WHODID_AUDIT_FILE');
  });
});

describe('a log group', () => {
  it('gets every row in order, those of long ago too', async () => {
    const rows = ledgerOf(300, 10 * 60_000);
    now = NOW + 30 * 86_400_000;
    const sink = await sinkFor({ logGroupArn: `arn:aws:logs:${HOME}:${PROD}:log-group:${GROUP}` });
    expect(await exportLedger(sink, TEAM, desk(rows).deps)).toBeNull();
    const taken = aws.logStreams.flatMap(({ events }) => events.map(({ message }) => JSON.parse(message) as LedgerRow));
    expect(taken.map(({ seq }) => seq)).toEqual(rows.map(({ seq }) => seq));
    expect(verifyChain(taken)).toMatchObject({ ok: true });
    now = NOW;
  });

  it('that is not there is told in a sentence', async () => {
    const sink = await sinkFor({ logGroupArn: `arn:aws:logs:${HOME}:${PROD}:log-group:/sample/gone` });
    const failure = await exportLedger(sink, TEAM, desk(ledgerOf(1)).deps);
    expect(failure?.what).toContain('/sample/gone');
    expect(failure?.instead).toContain('WHODID_AUDIT_LOG_GROUP');
  });
});

describe('a bucket', () => {
  it('gets objects named after their first row, so that what is sent again takes its own place', async () => {
    const rows = ledgerOf(1_500);
    const { deps, book } = desk(rows);
    const sink = await sinkFor({ bucket: 's3://sample-audit/ledger' });
    expect(await exportLedger(sink, TEAM, { ...deps, ...atMost(deps, 1_100) })).toBeNull();
    await book.advance(TEAM, sink.name, { seq: 1_000, beyond: [] }, 0);
    expect(await exportLedger(sink, TEAM, deps)).toBeNull();
    const puts = aws.calls.filter(({ operation }) => operation === 'PutObject');
    expect(puts).toHaveLength(3);
    const objects = aws.s3.find('sample-audit')?.objects ?? new Map();
    expect([...objects.keys()].sort()).toEqual([
      `ledger/${TEAM}/000000000001.jsonl`,
      `ledger/${TEAM}/000000001001.jsonl`,
    ]);
  });
});

/** As if only so many rows were there yet. */
function atMost({ state }: ReturnType<typeof desk>['deps'], most: number) {
  return {
    state: {
      ledger: async (team: string, after: number, limit: number) =>
        (await state.ledger(team, after, limit)).filter(({ seq }) => seq <= most),
    },
  };
}
