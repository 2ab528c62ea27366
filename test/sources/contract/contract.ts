// One organisation behind every source: its log files read by the archive, and a stand-in for AWS with the same records.
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SortedEvents, sortEvents } from '../../../src/answer/sort-events.ts';
import { ACCOUNTS, REGIONS } from '../../../src/demo/organisation/accounts.ts';
import { generateOrganisation } from '../../../src/demo/organisation/generate-organisation.ts';
import { writeOrganisation } from '../../../src/demo/organisation/write-organisation.ts';
import type { AuditEvent, EventCategory, JsonObject } from '../../../src/domain/audit-event.ts';
import type { Gap } from '../../../src/domain/coverage.ts';
import { isFailure } from '../../../src/domain/failure.ts';
import type { Question } from '../../../src/domain/question.ts';
import type { EventsRead, EventsRequest, Source } from '../../../src/domain/source.ts';
import { archiveSource } from '../../../src/sources/archive.ts';
import { seed as athenaSeed, athenaStage, tableOf } from '../athena/stage.ts';
import { NOW, stage, window } from '../event-history/stage.ts';
import { KEY, lakeStage } from '../lake/stage.ts';
import { logsStage, TELEMETRY_GROUPS } from '../logs-insights/stage.ts';
import { wholeTest } from './questions.ts';

const EVENTS = 1_500;
/** Half a minute inside event history's reach, and old enough to have been delivered. */
const WINDOW = window('2026-08-22T12:00:30Z', '2026-11-20T11:00:00Z');

export interface Organisation {
  readonly archive: Source;
  readonly records: readonly JsonObject[];
  close(): Promise<void>;
}

/** A source that is held to the archive's answers. */
export interface Contracted {
  readonly name: string;
  /** What of an answer it can give at all. */
  readonly categories: readonly EventCategory[];
  /** The gaps it has for a question by its nature, all of them. */
  gapsFor(question: Question): readonly Gap[];
  open(records: readonly JsonObject[]): Promise<{ readonly source: Source; close(): Promise<void> }>;
}

export async function openOrganisation(): Promise<Organisation> {
  const folder = await mkdtemp(join(tmpdir(), 'whodid-contract-'));
  const options = { now: NOW, events: EVENTS };
  await writeOrganisation(join(folder, 'logs'), options);
  const archive = archiveSource({ folder: join(folder, 'logs'), dataDir: join(folder, 'data') });
  return {
    archive,
    records: [...generateOrganisation(options)].flatMap(({ records }) => records),
    async close() {
      await archive.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A machine that is busy with other tests answers late, and that is no fault. Milliseconds. */
const CALL_MS_MAX = 30_000;

/** Event history of every account through its role. */
export async function openHistory(records: readonly JsonObject[]) {
  const roles = ACCOUNTS.map(({ id }) => ({ arn: `arn:aws:iam::${id}:role/whodid-event-history`, trusts: ['*'] }));
  const targets = ACCOUNTS.map(({ id }, at) => ({ accountId: id, regions: REGIONS, roleArn: roles[at]?.arn ?? '' }));
  const regions = [...REGIONS, 'us-east-2', 'eu-north-1', 'ap-southeast-2'];
  const { aws, another, close } = await stage({ events: records, accounts: ACCOUNTS, regions, roles }, { targets });
  const patient = { endpoint: aws.url, credentials: KEY, callMsMax: CALL_MS_MAX };
  return { source: another({ aws: patient }), close };
}

/** An organisation's event data store, for management and data events; its JSON as hard to search as JSON can be. */
export async function openLake(records: readonly JsonObject[]) {
  return lakeStage({ events: records, accounts: ACCOUNTS, lake: { escapedJson: true } });
}

/** The log groups of an organisation's telemetry rules, gathered in one account: management events in one, data events in the other. */
export async function openLogsInsights(records: readonly JsonObject[]) {
  return logsStage({
    events: records,
    accounts: ACCOUNTS,
    logGroups: TELEMETRY_GROUPS,
    logsInsights: { escapedJson: true },
  });
}

/** An organisation's trail, for management and data events; every log file comes a quarter of an hour late. */
export async function openAthena(records: readonly JsonObject[]) {
  const accounts = ACCOUNTS.map(({ id }) => id);
  // As `whodid athena setup` makes it: with the Regions of global services and of sign-ins.
  const named = [...REGIONS, 'us-east-2', 'eu-north-1', 'ap-southeast-2'];
  const regions = [...new Set([...named, ...records.map(({ awsRegion }) => String(awsRegion ?? 'us-east-1'))])];
  return athenaStage({
    events: records,
    accounts: ACCOUNTS,
    deliveryDelayMs: 15 * 60_000,
    athena: athenaSeed({ tables: [tableOf({ accounts, regions })] }),
  });
}

export async function readAll(source: Source, request: Pick<EventsRequest, 'test'> & Partial<EventsRequest>) {
  const read = await source.events({ window: WINDOW, order: 'oldest-first', limit: null, ...request });
  if (isFailure(read)) throw new Error(`${read.what} ${read.why}`);
  return read;
}

/** Ids done, attempted and related, of these categories. */
export async function answerOf(source: Source, question: Question, categories: readonly EventCategory[]) {
  const read = await readOnce(source, question);
  const events = ofCategories(read.events, categories);
  return { sorted: ids(sortEvents(question, events)), gaps: read.coverage.gaps };
}

const reads = new Map<Source, Map<Question, Promise<EventsRead>>>();

/** What a source says does not change while the suite runs. */
function readOnce(source: Source, question: Question): Promise<EventsRead> {
  const known = reads.get(source) ?? new Map<Question, Promise<EventsRead>>();
  reads.set(source, known);
  const read = known.get(question) ?? readAll(source, { test: wholeTest(question) });
  known.set(question, read);
  return read;
}

export function ofCategories(events: readonly AuditEvent[], categories: readonly EventCategory[]) {
  return events.filter(({ eventCategory }) => categories.includes(eventCategory));
}

function ids({ done, attempted, related }: SortedEvents): readonly (readonly string[])[] {
  return [done, attempted, related].map((events) => events.map(({ eventID }) => eventID).sort());
}
