// Settings, SQL and what AWS can be asked → the features that are switched on here: one line for each.
import { approvalsFeature } from './answering/approvals/feature.ts';
import { type ApprovalParts, isOn } from './answering/approvals/parts.ts';
import { requestApproval, requestTrailApproval } from './answering/approvals/request.ts';
import { bucketFeature } from './answering/bucket/feature.ts';
import { addApproved, digestFeature } from './answering/digest/feature.ts';
import type { ReadFindings } from './answering/digest/parts.ts';
import { exposureFindings } from './answering/exposed/exposure-findings.ts';
import { type ExposedParts, exposedFeature } from './answering/exposed/feature.ts';
import type { Feature, WorkingDeps } from './answering/feature.ts';
import { sinksFeature } from './answering/sinks/feature.ts';
import { baselinesFrom } from './answering/trails/baselines-port.ts';
import { trailsFeature } from './answering/trails/feature.ts';
import { healthFindings } from './answering/trails/health-findings.ts';
import type { PosturePort } from './answering/trails/parts.ts';
import { watchFeature } from './answering/watch/feature.ts';
import type { Work } from './answering/work.ts';
import { reachOf } from './aws/aws-options.ts';
import type { Config } from './config/config.ts';
import type { Clock } from './domain/clock.ts';
import type { Failure } from './domain/failure.ts';
import type { Person } from './domain/rights.ts';
import type { AggregateRead, AggregateRequest } from './domain/source.ts';
import type { TrailBook } from './domain/trail-book.ts';
import type { BucketKeeper } from './s3-sync/bucket-keeper.ts';
import { openSinks } from './sinks/open-sinks.ts';
import type { SignedIn } from './slack/connect.ts';
import { type ApprovalPorts, approvalParts } from './start-approvals.ts';
import type { Database } from './store/sql.ts';
import { sqlDigests } from './store/sql-digests.ts';
import { sqlSinks } from './store/sql-sinks.ts';
import { sqlTrails } from './store/sql-trails.ts';
import { sqlWatches } from './store/sql-watches.ts';

/**
 * What features need of AWS beside sources of events. Each is left out where it is not configured: its feature then says so.
 * Made by `open-ports.ts`; tests and the demo hand in their own.
 */
export interface Ports extends ApprovalPorts {
  /** Counts events without reading them; left out: no source here can. */
  readonly count?: (request: AggregateRequest) => Promise<AggregateRead | Failure>;
  /** Keeps the copies of a trail's bucket in step; left out: none is copied. */
  readonly keeper?: Pick<BucketKeeper, 'step'>;
  /** What digests of findings tell, by the digest's name: `trail-health`, `exposure`. */
  readonly findings?: Readonly<Record<string, ReadFindings | undefined>>;
  /** How trails are looked at; left out: AWS is not asked here. */
  readonly trailPostures?: PosturePort;
  readonly accountNames?: () => Promise<Readonly<Record<string, string>>>;
  /** What is open to the outside, and how it is looked for who opened it. */
  readonly exposed?: ExposedParts;
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

export async function startFeatures({
  config,
  database,
  slack,
  ports,
  clock,
}: FeatureParts): Promise<readonly Feature[]> {
  const pool = database.pool('whodid');
  const sinks = await openSinks(config.audit, reachOf(config.eventHistory), clock);
  const book = sqlTrails(pool);
  const approvals = approvalParts(config.approvals, database, slack.self.teamId, {
    baselines: baselinesFrom(book, slack.self.teamId),
    ...ports,
    elsewhere: { digest: (deps, work, what) => addApproved(deps, digests, work, what), ...ports.elsewhere },
  });
  const digests = {
    digests: sqlDigests(pool),
    channels: slack.channels,
    settleMs: config.work.digestSettleMs,
    ...(isOn(approvals) ? { requestApproval: requestApproval(approvals) } : {}),
    findings: {
      ...exposureFindingsOf(ports, clock),
      ...healthFindingsOf(ports, book, slack.self.teamId),
      ...ports.findings,
    },
    ...(ports.count === undefined ? {} : { count: ports.count }),
  };
  const trails = {
    book,
    postures: ports.trailPostures ?? null,
    everyMs: config.work.trailWatchEveryMs,
    requestApproval: requestTrailApproval(approvals),
    instead: { channel: approvals.channel, people: approvals.approvers },
    mayAccept: async (_deps: WorkingDeps, { person }: Work) => mayAccept(approvals, person),
    ...(ports.accountNames === undefined ? {} : { accountNames: ports.accountNames }),
  };
  return [
    trailsFeature(trails),
    approvalsFeature(approvals),
    digestFeature(digests),
    watchFeature({
      watches: sqlWatches(pool),
      everyMs: config.work.watchEveryMs,
      forMs: config.work.watchForMs,
      ...(ports.exposed === undefined ? {} : { exposed: ports.exposed }),
    }),
    sinksFeature({ sinks, book: sqlSinks(pool) }),
    ...(ports.exposed === undefined ? [] : [exposedFeature(ports.exposed)]),
    ...(ports.keeper === undefined || config.bucket === null
      ? []
      : [bucketFeature({ keeper: ports.keeper, everyMs: config.bucket.everyMs })]),
  ];
}

/** Where approvers are named, only they say how trails should be: accepting a change ends the alarm about it. */
function mayAccept({ policy, mayDecide }: ApprovalParts, person: Person): string | null {
  if (!policy.on) return null;
  const verdict = mayDecide(person, 'approve');
  if (verdict.may === 'yes') return null;
  return verdict.may === 'no'
    ? `Only approvers say how trails should be. ${verdict.why}`
    : 'Only approvers say how trails should be, and I could not find out whether you are one.';
}

function exposureFindingsOf({ exposed }: Ports, clock: Clock): NonNullable<Ports['findings']> {
  return exposed === undefined ? {} : { exposure: exposureFindings(exposed, clock) };
}

function healthFindingsOf(
  { trailPostures, accountNames }: Ports,
  book: TrailBook,
  teamId: string,
): NonNullable<Ports['findings']> {
  if (trailPostures === undefined) return {};
  const named = accountNames === undefined ? {} : { accountNames };
  return { 'trail-health': healthFindings({ book, postures: trailPostures, teamId, ...named }) };
}
