import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFailure } from '../../src/domain/failure.ts';
import type { LedgerEntry, LedgerRow, State } from '../../src/domain/state.ts';
import { verifyChain } from '../../src/ledger/verify-chain.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { storable } from '../../src/store/storable.ts';
import { embedded, postgres, type StartedBackEnd } from '../servers/back-ends.ts';
import { sampleAsking } from './sample-asking.ts';

const now = 1_767_225_600_000;
const clock = () => now;

const endEntry = (askingId: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  teamId: 'T0SAMPLE',
  kind: 'answered',
  actorId: 'system',
  askingId,
  at: now + 5_000,
  detail: { rows: 1 },
  ...more,
});

describe.each([embedded, postgres])('the store on $title', ({ skipped, start }) => {
  let started: StartedBackEnd | undefined;
  let store: Store;
  let state: State;
  const reported: string[] = [];

  beforeAll(async () => {
    if (skipped) return;
    started = await start();
    const opened = await openStore(started.backend.state, clock, (where, error) => reported.push(`${where}: ${error}`));
    if (isFailure(opened)) throw new Error(opened.why);
    store = opened;
    state = opened.state;
  });
  afterAll(async () => {
    if (skipped) return;
    await store?.state.close();
    await started?.stop();
    expect(reported).toEqual([]);
  });

  const wholeLedger = (teamId: string): Promise<readonly LedgerRow[]> => state.ledger(teamId, 0, 10_000);
  const test = it.skipIf(skipped);

  test('reads back what was recorded', async () => {
    const asking = sampleAsking('read-back', { teamId: 'T-BACK', channelKind: null, threadTs: '1.2', private: true });
    expect(await state.recordAsking(asking)).toBe('recorded');
    expect(await state.asking(asking.id)).toEqual({ ...asking, state: 'recorded', messages: [], replyJson: null });
    expect(await state.asking('0'.repeat(32))).toBeNull();
  });

  test('records a delivery once, however often and however simultaneously Slack delivers it', async () => {
    const asking = sampleAsking('twice', { teamId: 'T-TWICE' });
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => state.recordAsking(asking)));
    expect(outcomes.filter((it) => it === 'recorded')).toHaveLength(1);
    expect(outcomes.filter((it) => it === 'already')).toHaveLength(9);
    expect(await wholeLedger('T-TWICE')).toHaveLength(1);
  });

  test('keeps the ledger without holes and unbroken when fifty questions come at once', async () => {
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => state.recordAsking(sampleAsking(`burst ${i}`, { teamId: 'T-BURST' }))),
    );
    const rows = await wholeLedger('T-BURST');
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    expect(verifyChain(rows)).toMatchObject({ ok: true, rows: 50 });
  });

  test('keeps one chain per team', async () => {
    await state.recordAsking(sampleAsking('one', { teamId: 'T-ONE' }));
    await state.recordAsking(sampleAsking('other', { teamId: 'T-OTHER' }));
    const row = await state.appendLedger(
      endEntry('x', { teamId: 'T-OTHER', askingId: null, kind: 'started', detail: {} }),
    );
    expect(row.seq).toBe(2);
    expect(verifyChain(await wholeLedger('T-ONE'))).toMatchObject({ ok: true, rows: 1 });
    expect(verifyChain(await wholeLedger('T-OTHER'))).toMatchObject({ ok: true, rows: 2 });
    expect(verifyChain(await state.ledger('T-OTHER', 1, 10), { seq: 1, hash: row.previousHash })).toMatchObject({
      ok: true,
    });
  });

  test('puts no text of a question into the ledger, only its hash', async () => {
    await state.recordAsking(sampleAsking('text', { teamId: 'T-TEXT', text: 'who deleted the-secret-bucket' }));
    const [row] = await wholeLedger('T-TEXT');
    expect(JSON.stringify(row)).not.toContain('the-secret-bucket');
    expect(row?.detail.textSha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('ends a question once, and writes its ledger row once', async () => {
    const { id } = sampleAsking('end', { teamId: 'T-END' });
    await state.recordAsking(sampleAsking('end', { teamId: 'T-END' }));
    const ends = await Promise.all([1, 2, 3].map(() => state.end(id, 'answered', endEntry(id, { teamId: 'T-END' }))));
    expect(ends.filter((it) => it)).toHaveLength(1);
    expect(await state.end(id, 'failed', endEntry(id, { teamId: 'T-END', kind: 'failed' }))).toBe(false);
    expect((await state.asking(id))?.state).toBe('answered');
    expect((await wholeLedger('T-END')).map(({ kind }) => kind)).toEqual(['asked', 'answered']);
  });

  test('writes neither row when the other cannot be written', async () => {
    const asking = sampleAsking('half', { teamId: 'T-HALF', askedAt: 0.5 });
    await expect(state.recordAsking(asking)).rejects.toThrow(/bigint/);
    expect(await state.asking(asking.id)).toBeNull();
    const good = sampleAsking('half, again', { teamId: 'T-HALF' });
    await state.recordAsking(good);
    await expect(state.end(good.id, 'answered', endEntry(good.id, { teamId: 'T-HALF', at: 0.5 }))).rejects.toThrow(
      /bigint/,
    );
    expect((await state.asking(good.id))?.state).toBe('recorded');
    expect(await wholeLedger('T-HALF')).toHaveLength(1);
  });

  test('says what the relay must enqueue: not ended, not enqueued since, oldest first', async () => {
    const make = (key: string, askedAt: number) => sampleAsking(key, { teamId: 'T-RELAY', askedAt });
    const [old, young, ended, queued] = [make('old', 10), make('young', 20), make('ended', 5), make('queued', 1)];
    for (const asking of [young, old, ended, queued]) await state.recordAsking(asking);
    await state.end(ended.id, 'refused', endEntry(ended.id, { teamId: 'T-RELAY', kind: 'refused' }));
    await state.markQueued(queued.id, now + 100);
    await state.markQueued(ended.id, now + 100);
    const mine = async (before: number, limit = 1_000) =>
      (await state.unqueued(before, limit)).filter((id) => [old, young, ended, queued].some((it) => it.id === id));
    expect(await mine(now)).toEqual([old.id, young.id]);
    expect(await mine(now + 101)).toEqual([queued.id, old.id, young.id]);
    expect(await state.unqueued(now + 101, 1)).toEqual([queued.id]);
    expect((await state.asking(queued.id))?.state).toBe('queued');
    expect((await state.asking(ended.id))?.state).toBe('refused');
  });

  test('remembers the messages of a question in the order they were posted, one for each purpose', async () => {
    const { id } = sampleAsking('messages', { teamId: 'T-MSG' });
    await state.recordAsking(sampleAsking('messages', { teamId: 'T-MSG' }));
    await state.saveMessage(id, { purpose: 'parent', channelId: 'C1', ts: '1' });
    await state.saveMessage(id, { purpose: 'answer', channelId: 'C1', ts: '2' });
    await state.saveMessage(id, { purpose: 'parent', channelId: 'C1', ts: '3' });
    expect(await state.message(id, 'parent')).toEqual({ purpose: 'parent', channelId: 'C1', ts: '3' });
    expect(await state.message(id, 'csv')).toBeNull();
    expect((await state.asking(id))?.messages.map(({ ts }) => ts)).toEqual(['3', '2']);
  });

  test('keeps the first reply, so that every retry posts the same one', async () => {
    const { id } = sampleAsking('reply');
    await state.recordAsking(sampleAsking('reply'));
    await state.saveReply(id, '{"sentence":"first"}');
    await state.saveReply(id, '{"sentence":"second"}');
    expect((await state.asking(id))?.replyJson).toBe('{"sentence":"first"}');
  });

  test("lists a person's own questions, newest first", async () => {
    for (const at of [1, 3, 2])
      await state.recordAsking(sampleAsking(`mine ${at}`, { teamId: 'T-MINE', userId: 'U-ME', askedAt: at }));
    await state.recordAsking(sampleAsking('theirs', { teamId: 'T-MINE', userId: 'U-OTHER', askedAt: 9 }));
    const times = (await state.recentAskings('T-MINE', 'U-ME', 2)).map(({ askedAt }) => askedAt);
    expect(times).toEqual([3, 2]);
  });

  test('stores and hashes any text anybody can type', async () => {
    let n = 0;
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom("'); DROP TABLE whodid.asking; --", '\0', '\ud800', '😀\\u0000'),
    );
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.dictionary(fc.string({ maxLength: 5 }), fc.oneof(text, fc.double(), fc.boolean())),
        async (typed, detail) => {
          const asking = sampleAsking(`typed ${n++}`, { teamId: 'T-TYPED', text: typed, userId: `U${typed}` });
          await state.recordAsking(asking);
          const finite = Object.fromEntries(
            Object.entries(detail).filter(([, it]) => typeof it !== 'number' || Number.isFinite(it)),
          );
          await state.end(
            asking.id,
            'answered',
            endEntry(asking.id, { teamId: 'T-TYPED', detail: finite, actorId: typed }),
          );
          expect((await state.asking(asking.id))?.text).toBe(storable(typed));
        },
      ),
      { numRuns: 20 },
    );
    expect(verifyChain(await wholeLedger('T-TYPED'))).toMatchObject({ ok: true, rows: n * 2 });
  });

  test('has a ledger that SQL alone cannot change', async () => {
    await state.recordAsking(sampleAsking('fixed', { teamId: 'T-FIXED' }));
    const pool = store.database.pool('whodid');
    for (const sql of ["UPDATE ledger SET kind = 'x'", 'DELETE FROM ledger', 'TRUNCATE ledger']) {
      await expect(pool.query(sql)).rejects.toThrow(/only ever appended/);
    }
  });

  test('migrates twice to the same schema, and refuses one that is newer than this program', async () => {
    const pool = store.database.pool('whodid');
    expect(await Promise.all([migrate(pool, clock), migrate(pool, clock)])).toEqual([null, null]);
    const { rows } = await pool.query<{ version: number }>('SELECT version FROM migration ORDER BY version');
    expect(rows.map(({ version }) => version)).toEqual(migrations.map(({ version }) => version));
    expect(await migrate(pool, clock, migrations.slice(0, 1))).toMatchObject({
      failure: 'storage',
      why: expect.stringContaining('newer'),
    });
  });

  test('undoes a migration that fails, whole', async () => {
    const pool = store.database.pool('whodid');
    const broken = {
      version: 99,
      about: 'broken',
      sql: 'CREATE TABLE whodid.half (id text); SELECT no_such_function();',
    };
    await expect(migrate(pool, clock, [...migrations, broken])).rejects.toThrow(/no_such_function/);
    const { rows } = await pool.query("SELECT to_regclass('whodid.half') AS half");
    expect(rows).toEqual([{ half: null }]);
  });

  test("keeps one client's rollback from undoing another's insert", async () => {
    const pool = store.database.pool('bullmq');
    await pool.query('CREATE SCHEMA IF NOT EXISTS bullmq');
    await pool.query('CREATE TABLE trial (who text)');
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query("INSERT INTO trial VALUES ('rolled back')");
    // On PGlite the state waits here until the transaction has ended; on a server it does not.
    const recorded = state.recordAsking(sampleAsking('beside', { teamId: 'T-BESIDE' }));
    await client.query('ROLLBACK');
    client.release();
    expect(await recorded).toBe('recorded');
    expect((await pool.query('SELECT who FROM trial')).rows).toEqual([]);
    expect(await wholeLedger('T-BESIDE')).toHaveLength(1);
  });

  test('keeps the queries begun elsewhere for a question, and what they cost whom', async () => {
    const asking = sampleAsking('paid', { teamId: 'T-PAID', userId: 'U1', channelId: 'C1' });
    const other = sampleAsking('paid too', { teamId: 'T-PAID', userId: 'U2', channelId: 'C1' });
    for (const each of [asking, other]) await state.recordAsking(each);
    const book = state.queriesOf(asking.id, () => now);
    expect(await book.begun('lake', 'aa')).toBeNull();
    expect(await book.underWay?.()).toBe(false);
    await book.intend('lake', 'aa');
    expect(await book.underWay?.()).toBe(true);
    expect(await book.begun('lake', 'aa')).toEqual({
      source: 'lake',
      statementHash: 'aa',
      queryId: null,
      begunAt: now,
    });
    await book.started('lake', 'aa', 'query-1');
    await book.intend('lake', 'aa');
    expect(await book.begun('lake', 'aa')).toMatchObject({ queryId: 'query-1' });
    await book.ended('lake', 'aa', { bytesScanned: 5_000_000_000_000, usd: 0.25 });
    expect(await book.underWay?.()).toBe(false);
    const second = state.queriesOf(other.id, () => now);
    await second.started('lake', 'aa', 'query-2');
    await second.ended('lake', 'aa', { bytesScanned: 10, usd: 0.5 });
    expect(await state.spentSince(asking, now)).toEqual({ personUsd: 0.25, channelUsd: 0.75 });
    expect(await state.spentSince(asking, now + 1)).toEqual({ personUsd: 0, channelUsd: 0 });
    await book.forget('lake', 'aa');
    expect(await book.begun('lake', 'aa')).toMatchObject({ queryId: null });
    expect(await state.spentSince(asking, now)).toMatchObject({ personUsd: 0.25 });
    // Begun anew, it is billed anew; told twice to have ended, it is billed once.
    await book.started('lake', 'aa', 'query-3');
    for (const usd of [0.25, 0.25]) await book.ended('lake', 'aa', { bytesScanned: 1, usd });
    expect(await state.spentSince(asking, now)).toMatchObject({ personUsd: 0.5 });
  });

  test('takes a wish to stop from whoever sees the question, while it has not ended', async () => {
    const open = sampleAsking('stop', { teamId: 'T-STOP', userId: 'U1' });
    const hidden = sampleAsking('stop hidden', { teamId: 'T-STOP', userId: 'U1', private: true });
    for (const each of [open, hidden]) await state.recordAsking(each);
    expect(await state.stopRequested(open.id)).toBe(false);
    expect(await state.requestStop(open.id, 'U2', now)).toBe(true);
    expect(await state.stopRequested(open.id)).toBe(true);
    expect(await state.requestStop(hidden.id, 'U2', now)).toBe(false);
    expect(await state.requestStop(hidden.id, 'U1', now)).toBe(true);
    await state.end(open.id, 'failed', endEntry(open.id, { teamId: 'T-STOP' }));
    expect(await state.requestStop(open.id, 'U1', now)).toBe(false);
  });

  test('looks names up in the schema of the pool, each time', async () => {
    const schemaOf = async (schema: 'whodid' | 'bullmq') =>
      (await store.database.pool(schema).query<{ name: string }>('SELECT current_schema() AS name')).rows[0]?.name;
    await store.database.pool('bullmq').query('CREATE SCHEMA IF NOT EXISTS bullmq');
    expect([await schemaOf('whodid'), await schemaOf('bullmq'), await schemaOf('whodid')]).toEqual([
      'whodid',
      'bullmq',
      'whodid',
    ]);
  });

  test('passes notifications on', async () => {
    const client = await store.database.pool('bullmq').connect();
    const heard = new Promise((resolve) => client.on('notification', (message) => resolve(message.payload)));
    await client.query('LISTEN trial');
    await store.database.pool('whodid').query("SELECT pg_notify('trial', 'heard')");
    expect(await heard).toBe('heard');
    client.release();
  });

  test('lets timers run while statements follow each other without a pause', async () => {
    let ticked = false;
    setTimeout(() => {
      ticked = true;
    }, 5);
    for (let i = 0; i < 5_000 && !ticked; i += 1) await store.database.pool('whodid').query('SELECT 1');
    expect(ticked).toBe(true);
  });
});
