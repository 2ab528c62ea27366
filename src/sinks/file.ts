// Ledger rows → lines of JSON at the end of a file. What a crash cut off is taken away, and no row is written twice. A file
// that holds anything else is somebody else's, and is left alone.
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Sent, Sink } from '../domain/sink.ts';
import type { LedgerRow } from '../domain/state.ts';
import { auditRecord } from '../ledger/audit-record.ts';

const ROWS_MAX = 1_000;

/** `path`: absolute. */
export function fileSink(path: string): Sink {
  /** The last row each team has in the file; read once. */
  let last: Map<string, number> | null = null;
  const send = async (rows: readonly LedgerRow[]): Promise<Sent> => {
    try {
      last ??= await lastRows(path);
      if (last === null)
        return refusal(path, 'It holds lines that are no audit records of mine, and I change nothing in it.');
      const known = last;
      const fresh = rows.filter(({ teamId, seq }) => seq > (known.get(teamId) ?? 0));
      await append(path, fresh.map((row) => `${auditRecord(row)}\n`).join(''));
      for (const { teamId, seq } of fresh) known.set(teamId, seq);
      return { accepted: rows.map(({ seq }) => seq), failure: null };
    } catch (error) {
      last = null;
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'an error';
      return refusal(path, `The system said ${code}.`);
    }
  };
  return { name: `file:${path}`, rowsMax: ROWS_MAX, send };
}

function refusal(path: string, why: string): Sent {
  return {
    accepted: [],
    failure: {
      failure: 'storage',
      what: `Audit records could not be written to ${path}.`,
      why,
      instead: 'Check WHODID_AUDIT_FILE, its folder’s rights and the space left; what is missing follows by itself.',
    },
  };
}

async function append(path: string, text: string): Promise<void> {
  if (text === '') return;
  // Who may read it is decided by whoever made it; made here, nobody else may.
  const file = await open(path, 'a', 0o600);
  try {
    await file.appendFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The last row of each team; null: it is not a file of ours, whatever its last line is. */
async function lastRows(path: string): Promise<Map<string, number> | null> {
  await mkdir(dirname(path), { recursive: true });
  const found = new Map<string, number>();
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  for (const line of whole.split('\n')) {
    if (line === '') continue;
    const row = rowIn(line);
    if (row === null) return null;
    found.set(row.teamId, Math.max(row.seq, found.get(row.teamId) ?? 0));
  }
  const rest = text.slice(whole.length);
  if (!isOurs(rest)) return null;
  if (rest !== '') await cutTo(path, Buffer.byteLength(whole));
  return found;
}

async function cutTo(path: string, bytes: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.truncate(bytes);
  } finally {
    await file.close();
  }
}

function rowIn(line: string): Pick<LedgerRow, 'teamId' | 'seq'> | null {
  try {
    const row = JSON.parse(line) as Partial<LedgerRow> | null;
    return typeof row?.teamId === 'string' && typeof row.seq === 'number' ? { teamId: row.teamId, seq: row.seq } : null;
  } catch {
    return null;
  }
}

/** How every line begins: as much of it as is there. */
const BEGINNING = '{"id":"';

function isOurs(rest: string): boolean {
  return rest.startsWith(BEGINNING) || BEGINNING.startsWith(rest);
}
