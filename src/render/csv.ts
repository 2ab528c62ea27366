// An answer → CSV: every event of it, one row each, in the columns below. No raw record, no credential, no token.
// Rows come as an iterable of text chunks, so that a hundred thousand of them need not be held twice.
import { stringify } from 'csv-stringify/sync';
import { actorFinder } from '../answer/answered-actors.ts';
import { describeActor } from '../answer/words/describe-actor.ts';
import { instantCell } from '../answer/words/describe-instant.ts';
import type { Answer, AnsweredActor, Human } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Window } from '../domain/question.ts';
import { redactText } from '../records/redact.ts';
import { eventNameOf, type Group, identifiersOf } from './cells.ts';
import { escapeCsv } from './escape-csv.ts';

interface Row {
  readonly event: AuditEvent;
  readonly group: Group;
  readonly window: Window;
  readonly actorOf: (event: AuditEvent) => AnsweredActor | null;
}

interface CsvColumn {
  readonly name: string;
  /** What the column holds, for documentation. */
  readonly about: string;
  readonly value: (row: Row) => string | null;
}

/** Rows per chunk of `renderCsvRows`. */
const CHUNK_ROWS = 500;
/** Excel reads UTF-8 only after this mark: https://support.microsoft.com/office/8a935af5-3416-4edd-ba7e-3dfd2bc4a032 */
const BYTE_ORDER_MARK = '\uFEFF';

/** The columns, in order, with what each holds: the one place they are named. */
export const csvColumns: readonly CsvColumn[] = [
  {
    name: 'result',
    about: 'done, accepted (the service works on it), attempted (failed, denied, dry run) or related',
    value: resultColumn,
  },
  { name: 'event_time_utc', about: 'When, UTC, RFC 3339', value: ({ event }) => event.eventTime },
  {
    name: 'event_time_local',
    about: 'When, in the zone of the asker',
    value: ({ event, window }) => instantCell(event.eventTime, window.zone),
  },
  { name: 'zone', about: 'IANA name of the zone of the asker', value: ({ window }) => window.zone },
  { name: 'event_name', about: 'service:EventName, as AWS wrote it', value: ({ event }) => eventNameOf(event) },
  { name: 'event_id', about: "AWS's eventID: looks the event up anywhere", value: ({ event }) => event.eventID },
  {
    name: 'actor',
    about: 'Whom the record names as caller, in words',
    value: ({ event }) => describeActor(event.actor),
  },
  {
    name: 'actor_kind',
    about: 'root, iam-user, role-session, identity-center-user, aws-service and so on',
    value: ({ event }) => event.actor.kind,
  },
  {
    name: 'actor_arn',
    about: 'ARN of the caller; empty where the record has none',
    value: ({ event }) => event.actor.arn,
  },
  {
    name: 'via',
    about: 'Role or permission set acted through, or the service that acted',
    value: ({ event }) => event.actor.via ?? event.actor.invokedBy,
  },
  {
    name: 'human',
    about: 'Person at the end of the chain, with how sure; empty when not known',
    value: ({ event, actorOf }) => humanText(actorOf(event)?.human ?? null),
  },
  { name: 'account', about: 'Account in whose log the event is', value: ({ event }) => event.accountId },
  { name: 'region', about: 'AWS Region', value: ({ event }) => event.awsRegion },
  { name: 'source_ip', about: 'Address or service host the call came from', value: ({ event }) => event.sourceIp },
  {
    name: 'tool',
    about:
      'console, cli, sdk:NAME, terraform, cloudformation, aws-service:NAME, aws-service-event, aws-internal or other:UA',
    value: ({ event }) => event.tool,
  },
  {
    name: 'error_code',
    about: "AWS's error code; empty for what was done",
    value: ({ event }) => attemptOf(event)?.code ?? null,
  },
  {
    name: 'error_message',
    about: "AWS's error message, without secrets",
    value: ({ event }) => attemptOf(event)?.message ?? null,
  },
  {
    name: 'resources',
    about: 'Identifiers the event names, as written, separated by " | "',
    value: ({ event }) => identifiersOf(event).join(' | '),
  },
  {
    name: 'access_key_id',
    about: 'Access key that signed the call: an identifier, not a secret',
    value: ({ event }) => event.actor.accessKeyId,
  },
  { name: 'read_only', about: 'true when the call only read', value: ({ event }) => String(event.readOnly) },
  { name: 'request_id', about: "AWS's requestID", value: ({ event }) => event.requestID },
  {
    name: 'window_from',
    about: 'Start of the window asked about, UTC; empty: as far back as the source reaches',
    value: ({ window }) => window.from,
  },
  { name: 'window_to', about: 'End of that window, UTC, not included', value: ({ window }) => window.to },
];

/** The whole CSV: header, then done, attempted and related, each oldest first. `bom`: for Excel. Lines end in CR LF. */
export function renderCsv(answer: Answer, options: { readonly bom: boolean }): string {
  return (options.bom ? BYTE_ORDER_MARK : '') + [...renderCsvRows(answer)].join('');
}

/** The same text in chunks of at most 500 rows, the header first. */
export function* renderCsvRows(answer: Answer): Iterable<string> {
  yield csvHeader();
  const actorOf = actorFinder(answer.actors);
  for (const group of ['done', 'attempted', 'related'] as const) {
    const events = answer[group];
    for (let start = 0; start < events.length; start += CHUNK_ROWS) {
      const chunk = events.slice(start, start + CHUNK_ROWS);
      yield encode(chunk.map((event) => fieldsOf({ event, group, window: answer.window, actorOf })));
    }
  }
}

/** The line of names. */
export function csvHeader(): string {
  return encode([csvColumns.map((column) => column.name)]);
}

/** Rows of events that are no answer's: nobody looked for the person behind them. */
export function csvRowsOf(events: readonly AuditEvent[], group: Group, window: Window): string {
  return encode(events.map((event) => fieldsOf({ event, group, window, actorOf: () => null })));
}

/** Every field quoted: a comma, semicolon or quote inside one then splits it nowhere. */
function encode(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { quoted: true, quoted_empty: true, record_delimiter: 'windows' },
  );
}

function fieldsOf(row: Row): readonly string[] {
  return csvColumns.map((column) => escapeCsv(redactText(column.value(row) ?? '')));
}

function resultColumn({ event, group }: Row): string {
  return group === 'done' && event.outcome.kind === 'accepted' ? 'accepted' : group;
}

function attemptOf(event: AuditEvent): { readonly code: string | null; readonly message: string | null } | null {
  return event.outcome.kind === 'attempted' ? event.outcome : null;
}

function humanText(human: Human | null): string | null {
  return human === null ? null : `${human.name} (${human.confidence})`;
}
