import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Run, type Session, shareSession } from '../../src/store/session.ts';

/** A database that only writes down what it was sent, in order. */
function noted(): { readonly sent: string[]; readonly run: Run } {
  const sent: string[] = [];
  const run: Run = async (text) => {
    sent.push(text);
    return { rows: [] };
  };
  return { sent, run };
}

/** What was sent, without the session's own search_path statements. */
const statements = (sent: readonly string[]) => sent.filter((text) => !text.startsWith('SET search_path'));

const settled = () => new Promise((resolve) => setImmediate(resolve));

function clientOf(session: Session, name: string) {
  const owner = { name };
  return { owner, say: (text: string) => session.run(owner, 'whodid', text) };
}

describe('the shared session', () => {
  it('holds everybody else back from BEGIN to COMMIT, and lets them go on in their order', async () => {
    const { sent, run } = noted();
    const session = shareSession(run);
    const [a, b, c] = [clientOf(session, 'a'), clientOf(session, 'b'), clientOf(session, 'c')];
    void a.say('begin');
    void b.say('b1');
    void c.say('BEGIN isolation level serializable');
    void b.say('b2');
    void a.say('a1');
    void a.say('COMMIT');
    await settled();
    expect(statements(sent)).toEqual(['begin', 'a1', 'COMMIT', 'b1', 'BEGIN isolation level serializable']);
    void c.say('ROLLBACK');
    await settled();
    expect(statements(sent).slice(-2)).toEqual(['ROLLBACK', 'b2']);
  });

  it('keeps the order of a client that does not wait for its own answers', async () => {
    const { sent, run } = noted();
    const session = shareSession(run);
    const [a, b, c] = [clientOf(session, 'a'), clientOf(session, 'b'), clientOf(session, 'c')];
    void a.say('BEGIN');
    void b.say('BEGIN /*b*/');
    void c.say('c1');
    for (const text of ['b1', 'COMMIT /*b*/']) void b.say(text);
    void a.say('COMMIT');
    await settled();
    expect(statements(sent)).toEqual(['BEGIN', 'COMMIT', 'BEGIN /*b*/', 'b1', 'COMMIT /*b*/', 'c1']);
  });

  it('does not take ROLLBACK TO a savepoint for the end', async () => {
    const { sent, run } = noted();
    const session = shareSession(run);
    const [a, b] = [clientOf(session, 'a'), clientOf(session, 'b')];
    for (const text of ['BEGIN', 'SAVEPOINT s', 'ROLLBACK TO s', 'ROLLBACK WORK TO SAVEPOINT s']) void a.say(text);
    void b.say('b1');
    void a.say('END');
    await settled();
    expect(statements(sent).slice(-2)).toEqual(['END', 'b1']);
  });

  it('rolls back what a client that was given back had left open', async () => {
    const { sent, run } = noted();
    const session = shareSession(run);
    const [a, b] = [clientOf(session, 'a'), clientOf(session, 'b')];
    void a.say('BEGIN');
    void b.say('b1');
    session.abandon(b.owner);
    session.abandon(a.owner);
    await settled();
    expect(statements(sent)).toEqual(['BEGIN', 'ROLLBACK', 'b1']);
  });

  it('rolls back a transaction nobody ends, and tells its owner', async () => {
    const { sent, run } = noted();
    const session = shareSession(run, 10);
    const [a, b] = [clientOf(session, 'a'), clientOf(session, 'b')];
    void a.say('BEGIN');
    await b.say('b1');
    expect(statements(sent)).toEqual(['BEGIN', 'ROLLBACK', 'b1']);
    await expect(a.say('a1')).rejects.toThrow(/rolled back: it was open for 10 ms/);
    await expect(a.say('COMMIT')).rejects.toThrow(/rolled back/);
    await a.say('a2');
    expect(statements(sent).at(-1)).toBe('a2');
  });

  it('changes the search_path between schemas, never inside a transaction', async () => {
    const { sent, run } = noted();
    const session = shareSession(run);
    const [a, b] = [{}, {}];
    void session.run(a, 'whodid', 'a1');
    void session.run(a, 'whodid', 'a2');
    void session.run(b, 'bullmq', 'BEGIN');
    void session.run(a, 'whodid', 'a3');
    void session.run(b, 'bullmq', 'ROLLBACK');
    await settled();
    const path = (schema: string) => `SET search_path TO ${schema}, public`;
    expect(sent).toEqual([path('whodid'), 'a1', 'a2', path('bullmq'), 'BEGIN', 'ROLLBACK', path('whodid'), 'a3']);
  });

  it('passes a failing statement to who sent it, and goes on', async () => {
    const session = shareSession(async (text) => {
      if (text === 'bad') throw new Error('no such table');
      return { rows: [] };
    });
    const [a, b] = [clientOf(session, 'a'), clientOf(session, 'b')];
    void a.say('BEGIN');
    const later = b.say('b1');
    await expect(a.say('bad')).rejects.toThrow('no such table');
    void a.say('ROLLBACK');
    await expect(later).resolves.toEqual({ rows: [] });
  });

  it('never mixes statements into an open transaction, whatever clients send and when', async () => {
    const step = fc.record({
      client: fc.integer({ min: 0, max: 3 }),
      act: fc.constantFrom('statement', 'transaction'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const { sent, run } = noted();
        const session = shareSession(run);
        const clients = [0, 1, 2, 3].map((n) => clientOf(session, `${n}`));
        const all = steps.map(async ({ client, act }, n) => {
          // Each step is a client of its own when it is a transaction: one client does not overlap with itself.
          const it = act === 'transaction' ? clientOf(session, `t${n}`) : clients[client];
          const texts = act === 'statement' ? [`s${n}`] : [`BEGIN /*${n}*/`, `t${n}`, `COMMIT /*${n}*/`];
          for (const text of texts) {
            await it?.say(text);
            await settled();
          }
        });
        await Promise.all(all);
        let inside: string | undefined;
        for (const text of statements(sent)) {
          const own = /\d+/.exec(text)?.[0];
          if (inside !== undefined) expect(own).toBe(inside);
          if (text.startsWith('BEGIN')) inside = own;
          if (text.startsWith('COMMIT')) inside = undefined;
        }
        expect(statements(sent)).toHaveLength(steps.reduce((sum, { act }) => sum + (act === 'statement' ? 1 : 3), 0));
      }),
    );
  });
});
