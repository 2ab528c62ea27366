// The events of the folder of real records (WHODID_RECORDS), for tests that run queries over them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { AuditEvent } from '../../../src/domain/audit-event.ts';
import { readContainer } from '../../../src/records/containers.ts';
import { isObject } from '../../../src/records/json.ts';
import { readRecord } from '../../../src/records/read-record.ts';

const SETS = ['invictus', 'stratus', 'traildiscover', 'injection'];

/** Records that the stand-in can file, each id once. */
export function realEvents(folder: string): readonly AuditEvent[] {
  const found = new Map<string, AuditEvent>();
  for (const set of SETS) {
    for (const file of readdirSync(join(folder, set)).sort()) {
      const raw = readFileSync(join(folder, set, file));
      const text = (file.endsWith('.gz') ? gunzipSync(raw) : raw).toString('utf8');
      if (!/\.(json|ndjson|jsonl|gz)$/.test(file)) continue;
      for (const record of readContainer(text).records) {
        const reading = readRecord(record);
        if (!reading.ok || !isObject(record)) continue;
        if (typeof record.eventID !== 'string' || typeof record.eventTime !== 'string') continue;
        if (reading.event.accountId !== null) found.set(reading.event.eventID, reading.event);
      }
    }
  }
  return [...found.values()];
}
