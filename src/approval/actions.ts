// What can be asked for → its words, its key among open requests, how many must approve, and the short value of a button that
// asks for it. Reads nothing and decides nothing else.
import type { ApprovalAction, RestoreKind, TrailName } from '../domain/approval.ts';
import type { TrailAction } from '../domain/remediation.ts';

export const RESTORE_KINDS: readonly RestoreKind[] = [
  'restore-selectors',
  'restore-insights',
  'restore-validation',
  'restore-bucket',
  'restore-kms-key',
  'restore-multi-region',
];

/** Asked for by naming a trail: whatever else it takes is found out. */
export type TrailActionKind = TrailAction['kind'];

export const TRAIL_ACTION_KINDS: readonly TrailActionKind[] = [
  'start-logging',
  ...RESTORE_KINDS,
  'recreate-trail',
  'set-up-trail',
];

export function isTrailAction(action: ApprovalAction): action is TrailAction {
  return action.kind !== 'over-budget-query' && action.kind !== 'schedule-elsewhere';
}

/** Whether a trail begins to log by it; else a setting of one that logs is changed. */
export function switchesOn({ kind }: TrailAction): boolean {
  return kind === 'start-logging' || kind === 'recreate-trail' || kind === 'set-up-trail';
}

/** What would be done, as the words after "Shall I …": names in it are as given, unescaped. */
export function actionWords(action: ApprovalAction): string {
  switch (action.kind) {
    case 'start-logging':
      return 'switch logging back on';
    case 'restore-selectors':
      return 'put back the event selectors of the baseline';
    case 'restore-insights':
      return 'put back the Insights selectors of the baseline';
    case 'restore-validation':
      return 'switch log file validation back on';
    case 'restore-bucket':
      return 'send its files to the bucket of the baseline again';
    case 'restore-kms-key':
      return 'put back the encryption of the baseline';
    case 'restore-multi-region':
      return 'record all Regions again';
    case 'recreate-trail':
      return 'create it again from its baseline and switch it on';
    case 'set-up-trail':
      return `create it, write to bucket ${action.bucket}, and switch it on`;
    case 'over-budget-query':
      return `ask a question that costs about ${action.usd.toFixed(2)} US dollars`;
    case 'schedule-elsewhere':
      return `post regularly (${action.feature})`;
    default:
      return unreachable(action);
  }
}

/** The same, once it is seen to work. */
export function doneWords(action: ApprovalAction): string {
  switch (action.kind) {
    case 'start-logging':
      return 'logging is on again';
    case 'restore-selectors':
      return 'the event selectors of the baseline are back';
    case 'restore-insights':
      return 'the Insights selectors of the baseline are back';
    case 'restore-validation':
      return 'log file validation is on again';
    case 'restore-bucket':
      return 'its files go to the bucket of the baseline again';
    case 'restore-kms-key':
      return 'the encryption of the baseline is back';
    case 'restore-multi-region':
      return 'all Regions are recorded again';
    case 'recreate-trail':
    case 'set-up-trail':
      return 'it is there and logging';
    case 'over-budget-query':
    case 'schedule-elsewhere':
      return actionWords(action);
    default:
      return unreachable(action);
  }
}

/** Two requests with one key are for the same thing: only one may be open. */
export function actionKey(action: ApprovalAction): string {
  switch (action.kind) {
    case 'over-budget-query':
      return `${action.kind} ${action.question}`;
    case 'schedule-elsewhere':
      return `${action.kind} ${action.feature} ${action.channelId} ${action.what}`;
    default: {
      const { account, homeRegion, name } = action.trail;
      return `${action.kind} ${account}/${homeRegion}/${name}`;
    }
  }
}

/** Starting to log again can do little harm; everything else writes settings. */
export function approversBase(action: ApprovalAction): 1 | 2 {
  return action.kind === 'start-logging' ? 1 : 2;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html */
const TRAIL_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]$/;
const ACCOUNT = /^\d{12}$/;
const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d$/;
/** What a button's value may hold, in characters. */
const VALUE_MAX = 150;

export function isTrailName({ name, account, homeRegion }: TrailName): boolean {
  return TRAIL_NAME.test(name) && ACCOUNT.test(account) && REGION.test(homeRegion);
}

/** For a button `approvals_request`; null: the name is too long for one, or is none of AWS's. */
export function requestValue(kind: TrailActionKind, trail: TrailName): string | null {
  const value = [kind, trail.account, trail.homeRegion, trail.name].join(':');
  return isTrailName(trail) && value.length <= VALUE_MAX ? value : null;
}

/** Reads back what `requestValue` wrote; null for anything else. */
export function readRequestValue(value: string): { readonly kind: TrailActionKind; readonly trail: TrailName } | null {
  const [word, account = '', homeRegion = '', name = '', ...more] = value.split(':');
  const kind = TRAIL_ACTION_KINDS.find((each) => each === word);
  const trail = { name, account, homeRegion };
  return kind === undefined || more.length > 0 || !isTrailName(trail) ? null : { kind, trail };
}

export function trailArn({ name, account, homeRegion }: TrailName): string {
  return `arn:${partitionOf(homeRegion)}:cloudtrail:${homeRegion}:${account}:trail/${name}`;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function unreachable(value: never): never {
  throw new Error(`unknown action ${JSON.stringify(value)}`);
}
