// Athena over a trail's log files as a source: one SQL query for each question, over the partitions that can hold an answer,
// its rows filtered exactly on our side. Billed by what is scanned, so a workgroup without a limit is not used, a query is
// begun once, whatever crashes in between, and stopped when nobody waits.
//
// To compose it (one per process; `close()` at the end):
//
//   athenaSource({ aws: { ...(endpoint === null ? {} : { endpoint }) }, region, workGroup, database, table, output, usdPerGb, bytesPerDay })
//
// The SDK finds credentials itself; deploy/iam/athena.json has what they must be allowed. The table is made by
// `whodid athena setup` (deploy/athena).

import { type AthenaAddress, athenaCalls } from '../aws/athena.ts';
import { isFailure } from '../domain/failure.ts';
import type { EventsRequest } from '../domain/source.ts';
import { PADDING_DAYS, readTo } from './athena/athena-dialect.ts';
import { describeQuery } from './athena/describe-query.ts';
import { type AthenaFacts, knownFacts } from './athena/known-facts.ts';
import { type AthenaRead, readAthena } from './athena/read-athena.ts';
import { streamAthena } from './athena/stream-athena.ts';
import { PLACE_WAIT_MS_MAX } from './query/begin-query.ts';
import { callPace } from './query/call-pace.ts';
import { largestDay } from './query/largest-day.ts';
import { doublingWait } from './query/persist.ts';
import type { QueriedSource, QueryOptions } from './query/query-options.ts';
import { FIRST_LOOK_MS, queryWatch } from './query/query-watch.ts';
import type { Span } from './sql/statement.ts';

export interface AthenaOptions extends AthenaAddress, QueryOptions {}

export type AthenaSource = QueriedSource;

/**
 * 5 US dollars a TB is commonly quoted; AWS's price list could not be read (https://aws.amazon.com/athena/pricing/), so it is
 * a setting.
 */
export const USD_PER_GB = 0.005;
const GB = 1_000_000_000;

/** Partitions are read whole, and one more for what was delivered late. */
const BEYOND = { beforeMs: 0, afterMs: PADDING_DAYS * 86_400_000, wholeDays: true };

/** Throws for names that are no plain `database` and `table`: that is for the configuration to refuse. */
export function athenaSource(options: AthenaOptions): AthenaSource {
  const { workGroup, usdPerGb = USD_PER_GB, placeWaitMsMax = PLACE_WAIT_MS_MAX, firstLookMs = FIRST_LOOK_MS } = options;
  const table = `${options.database}.${options.table}`;
  if (!/^[a-z0-9_]+\.[a-z0-9_]+$/.test(table)) throw new Error('database and table are plain lower-case names');
  const clock = options.clock ?? Date.now;
  const waitMs = options.waitMs ?? doublingWait;
  const calls = athenaCalls(options.aws, options);
  const pace = callPace(options.lookEveryMs);
  const watch = queryWatch({ calls, pace, waitMs, clock, firstLookMs });
  const of = { table, workGroup, hasOutput: options.output !== null };
  const known = knownFacts(calls, of, { waitMs, renew: calls.renew });
  const measure = largestDay();
  const left = new Set<string>();
  // Of the days whose partitions there are.
  const measured = (bytesScanned: number, { fromMs, toMs }: Span) =>
    measure.add(bytesScanned, { fromMs, toMs: Math.max(toMs, Math.min(readTo({ fromMs, toMs }), clock())) });
  const bytesPerDay = () => measure.bytesPerDay() ?? options.bytesPerDay ?? null;
  const readOf = (facts: AthenaFacts, request: EventsRequest): AthenaRead => ({
    ...{ calls, pace, watch, waitMs, clock, left, placeWaitMsMax, facts, workGroup, request },
    ...{ usdPerByte: usdPerGb / GB, measured },
  });
  return {
    name: 'athena',
    async abilities() {
      const facts = await known.read();
      if (isFailure(facts)) return facts;
      const { days, accounts, regions } = facts.table;
      return {
        name: 'athena',
        cost: { kind: 'per-byte', usdPerGb, bytesPerDay: bytesPerDay(), beyond: BEYOND },
        reachesBackToMs: days.from(clock()),
        reachesUpToMs: days.toMs(clock()),
        categories: null,
        accounts: accounts.values,
        regions: regions.values,
      };
    },
    async events(request) {
      const facts = await known.read();
      if (isFailure(facts)) return facts;
      const read = await readAthena(readOf(facts, request));
      if (isFailure(read) && read.failure === 'not-allowed') known.forget();
      return read;
    },
    async stream(request, take) {
      const facts = await known.read();
      return isFailure(facts) ? facts : streamAthena(readOf(facts, request), take);
    },
    describe: (test) => describeQuery(test, table),
    completions: async () => null,
    close: () => calls.close(),
  };
}
