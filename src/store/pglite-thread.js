// @ts-check
// The thread PGlite lives in: one message in, one statement run, one message out, in order. Nothing else.
// A large statement would hold the event loop for half a second, so the database has a thread of its own. This file is
// plain JavaScript because Node starts it by path, from the sources (tests) as from dist, and Node 20 reads no TypeScript;
// scripts/copy-assets.mjs puts it next to the compiled code.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

const port = parentPort;
if (port === null) throw new Error('this file is started as a worker thread');

/** @param {unknown} error */
function described(error) {
  const it = /** @type {{ message?: string, code?: string, detail?: string }} */ (error);
  // PGlite's error holds the statement's parameters, which may be people's questions: only these three fields leave.
  return { message: String(it?.message ?? error), code: it?.code, detail: it?.detail };
}

/**
 * @param {PGlite} database
 * @param {string} text
 * @param {unknown[] | undefined} params
 */
async function run(database, text, params) {
  if (params !== undefined && params.length > 0) return database.query(text, params);
  // The extended protocol takes one statement; migrations send several.
  const results = await database.exec(text);
  return results.at(-1) ?? { rows: [], affectedRows: 0 };
}

try {
  const database = await PGlite.create(workerData.folder === null ? {} : { dataDir: workerData.folder });
  database.onNotification((channel, payload) => port.postMessage({ kind: 'notification', channel, payload }));
  /** @param {{ id: number, kind: 'run' | 'close', text: string, params?: unknown[] }} message */
  const answer = async ({ id, kind, text, params }) => {
    try {
      if (kind === 'close') await database.close();
      const result = kind === 'close' ? { rows: [], affectedRows: 0 } : await run(database, text, params);
      // PGlite counts a SELECT's rows as none affected; `pg` counts them.
      port.postMessage({ kind: 'result', id, rows: result.rows, rowCount: result.affectedRows || result.rows.length });
    } catch (error) {
      port.postMessage({ kind: 'error', id, error: described(error) });
    }
  };
  let last = Promise.resolve();
  port.on('message', (message) => {
    last = last.then(() => answer(message));
  });
  port.postMessage({ kind: 'ready' });
} catch (error) {
  port.postMessage({ kind: 'unusable', error: described(error) });
}
