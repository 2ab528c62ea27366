// One request, from the wire to its answer: target, signature, faults, permission, rate, the operation itself, the log.
import { randomUUID } from 'node:crypto';
import { ACCESS_ANALYZER_OPERATIONS } from './access-analyzer/access-analyzer.ts';
import { ATHENA_OPERATIONS } from './athena/operations.ts';
import { CLOUDTRAIL_DATA } from './audit/put-audit-events.ts';
import type { Call } from './call-log.ts';
import { type Fault, type Faults, faultOf } from './faults.ts';
import { lookupEvents } from './history/lookup-events.ts';
import { ACCOUNT, ORGANIZATIONS } from './identity/organization.ts';
import { allows, denied } from './identity/permitted.ts';
import { STS } from './identity/sts.ts';
import type { Dict } from './json.ts';
import { KMS } from './kms/kms.ts';
import { LAKE_OPERATIONS } from './lake/operations.ts';
import { LOGS_INSIGHTS_OPERATIONS } from './logs-insights/operations.ts';
import { LOG_WRITING } from './logs-writing/log-streams.ts';
import { isError, type Outcome, refuse, type Service, trouble } from './outcome.ts';
import type { Rate } from './rate.ts';
import { S3 } from './s3/operations.ts';
import { authenticate } from './signing/authenticate.ts';
import type { SignedRequest } from './signing/canonical-request.ts';
import { SQS } from './sqs/queues.ts';
import { TRAIL_CONTROL } from './trails/control.ts';
import { TRAILS } from './trails/trails.ts';
import { type Answer, type Asked, readAsked, writeAnswer } from './wire.ts';
import type { Caller, Operation, World } from './world.ts';

export type Serving = {
  readonly world: World;
  readonly faults: Faults;
  readonly rate: Rate;
  readonly calls: Call[];
};

/** What goes back: nothing at all when the connection is to break. */
export type Served = { readonly answer: Answer | null; readonly delayMs: number; readonly cut: boolean };

const OPERATIONS: Readonly<Record<Service, Readonly<Record<string, Operation>>>> = {
  cloudtrail: {
    LookupEvents: { action: 'cloudtrail:LookupEvents', run: lookupEvents },
    ...TRAILS,
    ...TRAIL_CONTROL,
    ...LAKE_OPERATIONS,
  },
  sts: STS,
  organizations: ORGANIZATIONS,
  account: ACCOUNT,
  kms: KMS,
  s3: S3,
  sqs: SQS,
  athena: ATHENA_OPERATIONS,
  logs: { ...LOGS_INSIGHTS_OPERATIONS, ...LOG_WRITING },
  'access-analyzer': ACCESS_ANALYZER_OPERATIONS,
  'cloudtrail-data': CLOUDTRAIL_DATA,
};

/** Serves one request. Never throws for what a client sends. */
export async function serve(serving: Serving, request: SignedRequest): Promise<Served> {
  const asked = readAsked(request);
  if (asked === undefined) return { answer: unknownTarget(serving), delayMs: 0, cut: false };
  const { world } = serving;
  const caller = authenticate(world, asked.service, request);
  if (isError(caller)) return finish(serving, asked, null, caller, []);
  const { account, region } = caller;
  const faults = serving.faults.take({ service: asked.service, operation: asked.operation, account, region });
  const drop = faultOf(faults, 'drop');
  if (drop && drop.when !== 'after') return finish(serving, asked, caller, null, faults);
  const outcome = refusal(serving, asked, caller, faults) ?? (await run(world, asked, caller, faults));
  return finish(serving, asked, caller, drop ? null : outcome, faults);
}

/** Why the operation does not even begin; undefined when it does. */
function refusal(serving: Serving, asked: Asked, caller: Caller, faults: readonly Fault[]): Outcome | undefined {
  const { service, operation } = asked;
  const known = Object.hasOwn(OPERATIONS[service], operation) ? OPERATIONS[service][operation] : undefined;
  if (known === undefined)
    return refuse('UnknownOperationException', `The fake does not know ${service}:${operation}.`);
  if (faultOf(faults, 'expired')) {
    return trouble(service, 'expired', 'The security token included in the request is expired');
  }
  const serverError = faultOf(faults, 'server-error');
  if (serverError?.status === 503) return refuse('ServiceUnavailable', 'Service is unavailable', 503);
  if (serverError) return refuse('InternalFailure', 'An internal error occurred', 500);
  const forbidden = faultOf(faults, 'denied');
  const action = known.action ?? `${service}:${operation}`;
  if (forbidden) return denied(service, caller.principal, action, forbidden.by ?? 'policy');
  if (known.action !== null && !allows(caller.principal.allowed, known.action)) {
    return denied(service, caller.principal, known.action, 'policy');
  }
  if (faultOf(faults, 'throttle')) return trouble(service, 'throttled', 'Rate exceeded');
  if (operation !== 'LookupEvents') return undefined;
  const taken = serving.rate(caller.account, caller.region, serving.world.wallClock());
  return taken ? undefined : trouble(service, 'throttled', 'Rate exceeded');
}

async function run(world: World, asked: Asked, caller: Caller, faults: readonly Fault[]): Promise<Outcome> {
  const operation = OPERATIONS[asked.service][asked.operation];
  if (operation === undefined) throw new Error(`no operation ${asked.operation}`);
  return operation.run(world, caller, asked.input, faults);
}

/** Logs the call and makes its answer; `outcome` null: none. */
function finish(
  serving: Serving,
  asked: Asked,
  caller: Caller | null,
  outcome: Outcome | null,
  faults: readonly Fault[],
): Served {
  const code = outcome === null ? 'dropped' : outcome.kind === 'ok' ? 'ok' : outcome.code;
  serving.calls.push({
    atMs: serving.world.wallClock(),
    service: asked.service,
    operation: asked.operation,
    account: caller?.account ?? null,
    region: caller?.region ?? null,
    principal: caller?.principal.arn ?? null,
    sourceIdentity: caller?.principal.session?.sourceIdentity ?? null,
    input: withoutBody(asked.input),
    outcome: code,
    faults: faults.map((fault) => fault.kind),
  });
  return {
    answer: outcome === null ? null : writeAnswer(asked, outcome, randomUUID()),
    delayMs: faultOf(faults, 'slow')?.ms ?? 0,
    cut: faultOf(faults, 'cut-body') !== undefined,
  };
}

/** The log keeps what was asked, not what was uploaded. */
function withoutBody({ Body, ...input }: Dict): Dict {
  return Body === undefined ? input : { ...input, BodyBytes: Buffer.isBuffer(Body) ? Body.length : 0 };
}

function unknownTarget({ world, calls }: Serving): Answer {
  const nobody = { service: null, account: null, region: null, principal: null, sourceIdentity: null };
  const outcome = 'UnknownOperationException';
  calls.push({ ...nobody, atMs: world.wallClock(), operation: '?', input: {}, outcome, faults: [] });
  return { status: 404, headers: { 'content-type': 'application/json' }, body: `{"__type":"${outcome}"}` };
}
