// Ledger rows → lines of JSON at the end of a file. What a crash cut off is taken away, and no row is written twice.
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
      const known = last;
      const fresh = rows.filter(({ teamId, seq }) => seq > (known.get(teamId) ?? 0));
      await append(path, fresh.map((row) => `${auditRecord(row)}\n`).join(''));
      for (const { teamId, seq } of fresh) known.set(teamId, seq);
      return { accepted: rows.map(({ seq }) => seq), failure: null };
    } catch (error) {
      last = null;
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'an error';
      return {
        accepted: [],
        failure: {
          failure: 'storage',
          what: `Audit records could not be written to ${path}.`,
          why: `The system said ${code}.`,
          instead:
            'Check WHODID_AUDIT_FILE, its folder’s rights and the space left; what is missing follows by itself.',
        },
      };
    }
  };
  return { name: `file:${path}`, rowsMax: ROWS_MAX, send };
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

async function lastRows(path: string): Promise<Map<string, number>> {
  await mkdir(dirname(path), { recursive: true });
  const found = new Map<string, number>();
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) {
    const file = await open(path, 'r+');
    try {
      await file.truncate(Buffer.byteLength(whole));
    } finally {
      await file.close();
    }
  }
  for (const line of whole.split('\n')) {
    if (line === '') continue;
    const { teamId, seq } = JSON.parse(line) as Pick<LedgerRow, 'teamId' | 'seq'>;
    found.set(teamId, Math.max(seq, found.get(teamId) ?? 0));
  }
  return found;
}
