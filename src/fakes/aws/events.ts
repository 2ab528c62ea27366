// The one set of events behind Event history and Lake: raw CloudTrail records, filed by account and Region, visible once
// delivered. Duplicates stay in the set: history drops them, a data store shows them, as delivery is at least once.
import { type Dict, textAt } from './json.ts';
import { GLOBAL_REGION, GLOBAL_SOURCES } from './limits.ts';

export type StoredEvent = {
  /** Order of arrival in the set; breaks ties of time. */
  readonly seq: number;
  readonly eventId: string;
  readonly timeMs: number;
  readonly account: string;
  /** Where Event history shows it, which for global services is not always where it happened. */
  readonly region: string;
  readonly management: boolean;
  readonly record: Dict;
};

/** Events that match arrive `ms` milliseconds after they happened. Fields left out match everything. */
export type Delay = {
  readonly ms: number;
  readonly eventId?: string;
  readonly eventName?: string;
  readonly account?: string;
  readonly region?: string;
};

export type EventSet = {
  readonly add: (records: readonly Dict[]) => void;
  readonly delay: (rule: Delay) => void;
  readonly clearDelays: () => void;
  /** Management events of one account and Region, newest first, each eventID once, delivered or not. */
  readonly history: (account: string, region: string) => readonly StoredEvent[];
  readonly all: () => readonly StoredEvent[];
  /** Epoch milliseconds of the pretended time from which the event can be seen. */
  readonly visibleAt: (event: StoredEvent) => number;
};

/** Files records. Throws on a record without eventID, eventTime or account: seeds are ours, so that is a bug. */
export function createEventSet(records: readonly Dict[], deliveryDelayMs: number): EventSet {
  const stored: StoredEvent[] = [];
  const histories = new Map<string, readonly StoredEvent[]>();
  let rules: readonly Delay[] = [];
  const add = (more: readonly Dict[]): void => {
    for (const record of more) stored.push(file(record, stored.length));
    histories.clear();
  };
  add(records);
  return {
    add,
    delay: (rule) => {
      rules = [...rules, rule];
    },
    clearDelays: () => {
      rules = [];
    },
    history: (account, region) => {
      const key = `${account}/${region}`;
      const known = histories.get(key);
      if (known) return known;
      const made = historyOf(stored, account, region);
      histories.set(key, made);
      return made;
    },
    all: () => stored,
    visibleAt: (event) =>
      event.timeMs + Math.max(deliveryDelayMs, ...rules.filter((rule) => matches(rule, event)).map((rule) => rule.ms)),
  };
}

function file(record: Dict, seq: number): StoredEvent {
  const eventId = textAt(record, 'eventID');
  const timeMs = Date.parse(textAt(record, 'eventTime') ?? '');
  const account = textAt(record, 'recipientAccountId') ?? textAt(record.userIdentity, 'accountId');
  if (eventId === undefined || Number.isNaN(timeMs) || account === undefined) {
    throw new Error(`record ${seq} has no eventID, no eventTime or no account`);
  }
  const source = textAt(record, 'eventSource') ?? '';
  const region = GLOBAL_SOURCES.includes(source) ? GLOBAL_REGION : (textAt(record, 'awsRegion') ?? GLOBAL_REGION);
  return { seq, eventId, timeMs, account, region, management: isManagement(record), record };
}

/** Records before version 1.07 have no eventCategory, before 1.06 no managementEvent: then the best known data events. */
const DATA_EVENTS =
  /^(s3\.amazonaws\.com:(Get|Put|Head|Delete|Copy|Select|Restore)Object|s3\.amazonaws\.com:(UploadPart|DeleteObjects|ListParts|ListObjects)|lambda\.amazonaws\.com:Invoke|dynamodb\.amazonaws\.com:(Get|Put|Update|Delete|BatchGet|BatchWrite)Item)/;

function isManagement(record: Dict): boolean {
  const category = textAt(record, 'eventCategory');
  if (category !== undefined) return category === 'Management';
  if (typeof record.managementEvent === 'boolean') return record.managementEvent;
  return !DATA_EVENTS.test(`${textAt(record, 'eventSource')}:${textAt(record, 'eventName')}`);
}

function historyOf(stored: readonly StoredEvent[], account: string, region: string): readonly StoredEvent[] {
  const seen = new Set<string>();
  const mine = stored.filter((event) => {
    if (!event.management || event.account !== account || event.region !== region) return false;
    const isNew = !seen.has(event.eventId);
    seen.add(event.eventId);
    return isNew;
  });
  return mine.sort((a, b) => b.timeMs - a.timeMs || b.seq - a.seq);
}

function matches(rule: Delay, event: StoredEvent): boolean {
  return (
    (rule.eventId === undefined || rule.eventId === event.eventId) &&
    (rule.eventName === undefined || rule.eventName === event.record.eventName) &&
    (rule.account === undefined || rule.account === event.account) &&
    (rule.region === undefined || rule.region === event.region)
  );
}
