// Settings, SQL and what AWS can be asked → the features that are switched on here: one line for each.
import type { Feature } from './answering/feature.ts';
import type { Config } from './config/config.ts';
import type { Clock } from './domain/clock.ts';
import type { SignedIn } from './slack/connect.ts';
import type { Database } from './store/sql.ts';

/**
 * What features need of AWS beside sources of events. Each is left out where it is not configured: its feature then says so.
 * Made by `open-ports.ts`; tests and the demo hand in their own.
 */
export interface Ports {
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

export function startFeatures(_parts: FeatureParts): readonly Feature[] {
  return [];
}
