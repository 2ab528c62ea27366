// The columns of the events Parquet: what conditions can be narrowed by and what counts group by. Texts that conditions
// compare are kept in lower case, as `records/holds.ts` compares them; nothing absent is null but ''.
import { BIGINT, BOOLEAN, type DuckDBType, type DuckDBValue, UINTEGER, VARCHAR } from '@duckdb/node-api';
import type { AuditEvent } from '../domain/audit-event.ts';
import { holds } from '../records/holds.ts';
import { actorTokens } from '../records/read-record.ts';
import { tokenList } from './token-list.ts';

interface Column {
  readonly name: string;
  readonly sqlType: string;
  readonly type: DuckDBType;
  readonly of: (event: AuditEvent, number: number, file: string) => DuckDBValue;
}

function words(name: string, of: (event: AuditEvent, number: number, file: string) => string | null): Column {
  return { name, sqlType: 'VARCHAR', type: VARCHAR, of: (event, number, file) => of(event, number, file) ?? '' };
}

function flag(name: string, of: (event: AuditEvent) => boolean): Column {
  return { name, sqlType: 'BOOLEAN', type: BOOLEAN, of };
}

export const EVENT_COLUMNS: readonly Column[] = [
  { name: 'number', sqlType: 'UINTEGER', type: UINTEGER, of: (_event, number) => number },
  { name: 'time_ms', sqlType: 'BIGINT', type: BIGINT, of: (event) => BigInt(event.timeMs) },
  words('event_id', (event) => event.eventID),
  words('event_source', (event) => event.eventSource),
  words('event_name', (event) => event.eventName),
  words('event_label', (event) => `${event.service}:${event.eventName}`),
  words('service', (event) => event.service.toLowerCase()),
  words('action', (event) => event.action.toLowerCase()),
  words('region', (event) => event.awsRegion?.toLowerCase() ?? null),
  words('account', (event) => event.accountId),
  words('category', (event) => event.eventCategory),
  flag('read_only', (event) => event.readOnly),
  words('outcome', (event) => event.outcome.kind),
  words('reason', (event) => (event.outcome.kind === 'attempted' ? event.outcome.reason : null)),
  words('error_code', (event) => (event.outcome.kind === 'attempted' ? event.outcome.code : null)),
  words('actor_kind', (event) => event.actor.kind),
  words('actor', (event) => event.actor.name),
  words('actor_tokens', (event) => tokenList(actorTokens(event))),
  words('via', (event) => event.actor.via),
  flag('root', (event) => holds({ kind: 'root' }, event)),
  words('tool', (event) => event.tool.toLowerCase()),
  words('source_ip', (event) => event.sourceIp?.toLowerCase() ?? null),
  words('file', (_event, _number, file) => file),
];
