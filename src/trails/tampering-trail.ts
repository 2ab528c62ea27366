// CloudTrail's calls on a trail → the trail as the call leaves it, held against the trail as it should be.
import type { Json, JsonObject } from '../domain/audit-event.ts';
import { isObject, text } from '../records/json.ts';
import { compare } from './compare.ts';
import { weaker } from './difference.ts';
import type { TrailPosture } from './posture.ts';
import { DEFAULT_SELECTORS, readSelectorSet } from './selector-set.ts';
import type { Call, Hit } from './tampering.ts';
import { trailOfArn } from './trail-change.ts';
import { isUnread, type Unread } from './trail-report.ts';

type After = (was: TrailPosture, call: Call) => TrailPosture | null;

/** Calls by action: the trail after them; null: there is none any more. */
const AFTER: Readonly<Record<string, After>> = {
  StopLogging: (was) => ({ ...was, status: { ...statusOf(was), logging: false } }),
  DeleteTrail: () => null,
  UpdateTrail: updated,
  PutEventSelectors: (was, { request, response }) => {
    const selectors = readSelectorSet(request) ?? readSelectorSet(response);
    return selectors === null ? was : { ...was, selectors };
  },
  PutInsightSelectors: (was, { request }) => ({ ...was, insights: insightTypes(request) }),
};

export function trailHits(call: Call, trails: readonly TrailPosture[]): readonly Hit[] {
  const after = AFTER[call.event.action];
  if (after === undefined) return [];
  const named = trailNamed(call, trails) ?? strangerOf(call);
  if (named === null) return [];
  const was = assumed(named);
  const subject = was.trail.arn;
  if (call.omitted && hides(call)) {
    const aspect =
      call.event.action === 'UpdateTrail'
        ? 'regions'
        : call.event.action === 'PutInsightSelectors'
          ? 'insights'
          : 'selectors';
    const words = `What ${call.event.action} changed on trail ${was.trail.name} is not known: its parameters were too large to be kept, which is a way to hide them.`;
    return [{ subject, difference: weaker(aspect, words) }];
  }
  return compare(was, after(was, call)).map((difference) => ({ subject, difference }));
}

/** The answer repeats the selectors; of the other calls nothing is left. */
function hides({ event, response }: Call): boolean {
  if (event.action === 'PutEventSelectors') return readSelectorSet(response) === null;
  return event.action === 'UpdateTrail' || event.action === 'PutInsightSelectors';
}

/** By ARN, or by name in the account and Region of the call; where the call names none, the only trail at home there. */
function trailNamed({ event, request, response }: Call, trails: readonly TrailPosture[]): TrailPosture | null {
  const named = text(request.name) ?? text(request.trailName) ?? text(response.trailARN) ?? text(response.name);
  const here = trails.filter(({ trail }) => trail.account === event.accountId && trail.homeRegion === event.awsRegion);
  if (named === null) return here.length === 1 ? (here[0] ?? null) : null;
  if (named.startsWith('arn:')) return trails.find(({ trail }) => trail.arn === named) ?? null;
  return here.find(({ trail }) => trail.name === named) ?? null;
}

/** A trail that nobody has looked at yet: what the call switches off was on, as far as anybody knows. */
function strangerOf(call: Call): TrailPosture | null {
  const { event, request, response } = call;
  const named = text(request.name) ?? text(request.trailName) ?? text(response.trailARN);
  if (named === null || event.accountId === null || event.awsRegion === null) return null;
  const ref = trailOfArn(named) ?? { name: named, account: event.accountId, homeRegion: event.awsRegion };
  const arn = named.startsWith('arn:')
    ? named
    : `arn:aws:cloudtrail:${ref.homeRegion}:${ref.account}:trail/${ref.name}`;
  const removed = (key: string) => (request[key] === '' ? 'one that is not known' : null);
  return {
    trail: {
      ...ref,
      arn,
      multiRegion: true,
      organization: request.isOrganizationTrail === false ? response.isOrganizationTrail === true : true,
      globalServices: true,
      validation: true,
      bucket: null,
      prefix: null,
      kmsKey: removed('kmsKeyId'),
      logGroup: removed('cloudWatchLogsLogGroupArn'),
      snsTopic: removed('snsTopicName'),
      insights: true,
    },
    status: { ...ON },
    selectors: DEFAULT_SELECTORS,
    insights: ['ApiCallRateInsight'],
    bucket: null,
    key: null,
  };
}

const ON = {
  logging: true,
  deliveredMs: null,
  deliveryError: null,
  startedMs: null,
  stoppedMs: null,
  digestError: null,
  logGroupError: null,
} as const;

function statusOf({ status }: TrailPosture) {
  return isUnread(status) ? ON : status;
}

/** What could not be read was on, as far as anybody knows: a call that switches it off is told. */
function assumed(was: TrailPosture): TrailPosture {
  return {
    ...was,
    status: statusOf(was),
    selectors: isUnread(was.selectors) ? DEFAULT_SELECTORS : was.selectors,
    insights: isUnread(was.insights) && was.trail.insights ? ['some'] : was.insights,
  };
}

/** A partial update: what the call does not name stays. Empty text takes a setting away. */
function updated(was: TrailPosture, { request, response }: Call): TrailPosture {
  const { trail } = was;
  const flag = (key: string, before: boolean) => flagOf(request[key]) ?? before;
  const said = (key: string, before: string | null, answered: Json | undefined) =>
    key in request ? named(request[key], text(answered), before) : before;
  return {
    ...was,
    trail: {
      ...trail,
      multiRegion: flag('isMultiRegionTrail', trail.multiRegion),
      organization: flag('isOrganizationTrail', trail.organization),
      globalServices: flag('includeGlobalServiceEvents', trail.globalServices),
      validation: flag('enableLogFileValidation', trail.validation),
      // Of a trail that nobody has looked at, the bucket before is not known.
      bucket: trail.bucket === null ? null : (text(request.s3BucketName) ?? trail.bucket),
      prefix: trail.bucket === null ? null : said('s3KeyPrefix', trail.prefix, undefined),
      kmsKey: said('kmsKeyId', trail.kmsKey, response.kmsKeyId),
      logGroup: said('cloudWatchLogsLogGroupArn', trail.logGroup, response.cloudWatchLogsLogGroupArn),
      snsTopic: said('snsTopicName', trail.snsTopic, response.snsTopicARN),
    },
  };
}

/** `asked`: a name or an ARN of what the setting holds as an ARN; the answer has it whole. */
function named(asked: Json | undefined, answered: string | null, before: string | null): string | null {
  const name = text(asked);
  if (name === null) return null;
  if (answered !== null) return answered;
  const same = before !== null && (before === name || before.endsWith(`/${name}`) || before.endsWith(`:${name}`));
  return same ? before : name;
}

function insightTypes(request: JsonObject): readonly string[] | Unread {
  const list = request.insightSelectors;
  if (!Array.isArray(list)) return [];
  return list.flatMap((each: Json) => (isObject(each) ? (text(each.insightType) ?? text(each.InsightType) ?? []) : []));
}

function flagOf(value: Json | undefined): boolean | null {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : null;
}
