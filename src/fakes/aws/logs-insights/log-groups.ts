// The set of events → what CloudTrail puts into log groups: one log event for each record, in a stream named after the
// trail's home Region, stamped some time after the call.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html
import type { EventSet, StoredEvent } from '../events.ts';
import { LOGS_INSIGHTS } from '../limits.ts';
import { type Field, fieldsOf } from './fields.ts';

export type SeedLogGroup = {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Left out: kept for ever. */
  readonly retentionDays?: number;
  /** Epoch milliseconds; left out: ten years before anything is asked. */
  readonly createdMs?: number;
  readonly class?: 'STANDARD' | 'INFREQUENT_ACCESS';
  /** Which events its trail or telemetry rule sends. Left out: all. */
  readonly holds?: 'all' | 'management' | 'data' | 'nothing';
  /** Events of these accounts; left out: of its own. */
  readonly accounts?: readonly string[] | 'organization';
  /** In the names of streams; left out: the group's Region. */
  readonly trailHome?: string;
  /** Accounts that monitor this one, and may query its groups by ARN. */
  readonly monitoredBy?: readonly string[];
  /** A copy gathered from other accounts: its log events say where they come from. */
  readonly centralized?: boolean;
  /** What `@data_source_name` is; null: nothing. Left out: `aws_cloudtrail`. */
  readonly dataSource?: string | null;
};

export type LogEvent = {
  readonly timestampMs: number;
  /** When it came in: it can be queried from then on. */
  readonly ingestedMs: number;
  readonly bytes: number;
  /** Discovered fields, made when they are first asked for. */
  readonly fields: () => ReadonlyMap<string, Field>;
};

export type LogGroups = {
  readonly all: SeedLogGroup[];
  /** Of one group, oldest first; those not come in yet too. */
  readonly eventsOf: (group: SeedLogGroup) => readonly LogEvent[];
};

/** Groups over the events. `all` may be changed by a test, as somebody at AWS would. */
export function createLogGroups(
  seeds: readonly SeedLogGroup[],
  events: EventSet,
  escapes: () => boolean = () => false,
): LogGroups {
  const known = new WeakMap<SeedLogGroup, { readonly length: number; readonly made: readonly LogEvent[] }>();
  return {
    all: [...seeds],
    eventsOf: (group) => {
      const all = events.all();
      const before = known.get(group);
      if (before?.length === all.length) return before.made;
      const mine = all.filter((event) => isIn(group, event));
      const made = mine
        .flatMap((event) => logEventOf(group, event, events, escapes()))
        .sort((a, b) => a.timestampMs - b.timestampMs);
      known.set(group, { length: all.length, made });
      return made;
    },
  };
}

export function arnOf({ account, region, name }: SeedLogGroup): string {
  return `arn:aws:logs:${region}:${account}:log-group:${name}`;
}

function isIn(group: SeedLogGroup, event: StoredEvent): boolean {
  const { accounts = [group.account], holds = 'all' } = group;
  if (accounts !== 'organization' && !accounts.includes(event.account)) return false;
  return holds === 'all' || (holds === 'management' ? event.management : holds === 'data' && !event.management);
}

/** None for a record that is too large to be sent. */
function logEventOf(
  group: SeedLogGroup,
  event: StoredEvent,
  events: EventSet,
  isEscaped: boolean,
): readonly LogEvent[] {
  const message = isEscaped ? escapedJson(event.record) : JSON.stringify(event.record);
  const bytes = Buffer.byteLength(message);
  if (bytes > LOGS_INSIGHTS.recordMost) return [];
  const { lagLeastMs, lagSpreadMs } = LOGS_INSIGHTS;
  const lagMs = lagLeastMs + ((event.seq * 7_919) % lagSpreadMs);
  const timestampMs = Math.max(event.timeMs + lagMs, events.visibleAt(event));
  const system: readonly (readonly [string, Field])[] = [
    ['@message', message],
    ['@timestamp', timestampMs],
    ['@ingestionTime', timestampMs],
    ['@logStream', `${event.account}_CloudTrail_${group.trailHome ?? group.region}`],
    ['@log', `${group.account}:${group.name}`],
    ['@ptr', Buffer.from(`${group.account}:${group.name}:${event.seq}`).toString('base64')],
    ...(group.centralized === true
      ? ([
          ['@aws.account', event.account],
          ['@aws.region', event.region],
        ] as const)
      : []),
  ];
  let made: ReadonlyMap<string, Field> | undefined;
  const fields = () => {
    made ??= new Map([...fieldsOf(event.record), ...system]);
    return made;
  };
  return [{ timestampMs, ingestedMs: timestampMs, bytes, fields }];
}

/** As some JSON writers do: the same record in other letters. */
function escapedJson(record: unknown): string {
  return JSON.stringify(record).replace(/[/<>&'=+\u007f-\uffff]/g, (character) =>
    character === '/' ? '\\/' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
