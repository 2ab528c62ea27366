// Settings, SQL and what AWS can be asked → the features that are switched on here: one line for each.
import { digestFeature } from './answering/digest/feature.ts';
import type { ReadFindings } from './answering/digest/parts.ts';
import type { Feature } from './answering/feature.ts';
import { sinksFeature } from './answering/sinks/feature.ts';
import type { Config } from './config/config.ts';
import type { Clock } from './domain/clock.ts';
import type { Failure } from './domain/failure.ts';
import type { AggregateRead, AggregateRequest } from './domain/source.ts';
import { openSinks } from './sinks/open-sinks.ts';
import type { SignedIn } from './slack/connect.ts';
import type { Database } from './store/sql.ts';
import { sqlDigests } from './store/sql-digests.ts';
import { sqlSinks } from './store/sql-sinks.ts';

/**
 * What features need of AWS beside sources of events. Each is left out where it is not configured: its feature then says so.
 * Made by `open-ports.ts`; tests and the demo hand in their own.
 */
export interface Ports {
  /** Counts events without reading them; left out: no source here can. */
  readonly count?: (request: AggregateRequest) => Promise<AggregateRead | Failure>;
  /** What digests of findings tell, by the digest's name: `trail-health`, `exposure`. */
  readonly findings?: Readonly<Record<string, ReadFindings | undefined>>;
  /** Ends what the ports hold open. */
  readonly close?: () => Promise<void>;
}

export interface FeatureParts {
  readonly config: Config;
  readonly database: Database;
  readonly slack: SignedIn;
  readonly ports: Ports;
  readonly clock: Clock;
}

export function startFeatures({ config, database, slack, ports, clock }: FeatureParts): readonly Feature[] {
  const pool = database.pool('whodid');
  const { endpoint } = config.eventHistory;
  const aws = endpoint === null ? {} : { endpoint };
  const digests = {
    digests: sqlDigests(pool),
    channels: slack.channels,
    settleMs: config.work.digestSettleMs,
    findings: ports.findings ?? {},
    ...(ports.count === undefined ? {} : { count: ports.count }),
  };
  return [digestFeature(digests), sinksFeature({ sinks: openSinks(config.audit, aws, clock), book: sqlSinks(pool) })];
}
