// Machines that read all day: the monitoring role, AWS Config's recorder, and CI jobs with a Terraform plan or a deploy.
import { ACCOUNTS, DEV, PROD, REGIONS } from '../accounts.ts';
import { type Caller, roleCaller, serviceCaller } from '../caller.ts';
import type { Draft } from '../draft.ts';
import { uniqueId } from '../random.ts';
import { assumeRole, openPipelineRun } from '../session.ts';
import { MINUTE, SECOND } from '../time.ts';
import { BOTO, CI_ADDRESS, GITHUB_ACTIONS, TERRAFORM } from '../tools.ts';
import { burst, type DaySlice, type Noise, someBucket } from './burst.ts';
import { INVENTORY_READS } from './reads.ts';
import { PIPELINE_CHANGES } from './writes.ts';

/** Calls `one` until `count` events are laid out; each call gets what is left and a bucket to start in. */
export function fill(
  slice: DaySlice,
  count: number,
  size: number,
  one: (start: number, left: number) => readonly Draft[],
): readonly Draft[] {
  const made: Draft[] = [];
  while (made.length < count) {
    const start = someBucket(slice);
    if (start === null) break;
    made.push(...one(start, Math.min(size, count - made.length)).slice(0, count - made.length));
  }
  return made;
}

/** Inventory by a monitoring role that the audit account's collector assumes in every account. */
export const monitoring: Noise = (slice, count) => {
  const { random } = slice;
  return fill(slice, count, 36, (start, left) => {
    const account = random.pick(ACCOUNTS);
    const opened = assumeRole(random, {
      from: account,
      caller: serviceCaller('ecs-tasks'),
      time: start + SECOND,
      role: {
        account,
        roleName: 'sample-monitoring',
        sessionName: 'sample-collector',
        ip: '10.0.40.12',
        userAgent: BOTO,
      },
    });
    const region = random.pick(REGIONS);
    const rest = burst(random, {
      account,
      region,
      caller: opened.caller,
      start,
      count: left - 1,
      reads: INVENTORY_READS,
    });
    return [...opened.events, ...rest];
  });
};

function configRecorder(slice: DaySlice, start: number): { readonly caller: Caller; readonly account: typeof PROD } {
  const account = slice.random.pick(ACCOUNTS);
  const caller = roleCaller({
    account,
    roleName: 'AWSServiceRoleForConfig',
    rolePath: '/aws-service-role/config.amazonaws.com/',
    sessionName: 'AWSConfig-Describe',
    accessKeyId: uniqueId('ASIA', slice.random),
    started: start - MINUTE,
    ip: 'config.amazonaws.com',
    userAgent: 'config.amazonaws.com',
    invokedBy: 'config.amazonaws.com',
  });
  return { caller, account };
}

/** AWS Config describing what changed. */
export const config: Noise = (slice, count) =>
  fill(slice, count, 40, (start, left) => {
    const region = slice.random.pick(REGIONS);
    return burst(slice.random, { ...configRecorder(slice, start), region, start, count: left, reads: INVENTORY_READS });
  });

/** CI jobs: plans that read much and change nothing, deploys that change a few things. */
export const pipelines: Noise = (slice, count) => {
  const { random } = slice;
  return fill(slice, count, 30, (start, left) => {
    const account = random.pick([PROD, DEV, DEV]);
    const deploys = random.chance(0.3);
    const repository = deploys ? 'sample-org/web' : 'sample-org/infrastructure';
    const run = openPipelineRun(random, {
      account,
      roleName: deploys ? 'sample-deploy' : 'sample-terraform-plan',
      sessionName: `${repository.replace('/', '-')}-${1000 + random.int(9000)}`,
      subject: `repo:${repository}:ref:refs/heads/main`,
      time: start + SECOND,
      ip: CI_ADDRESS,
      userAgent: GITHUB_ACTIONS,
    });
    const caller = deploys ? run.caller : { ...run.caller, userAgent: TERRAFORM };
    const rest = burst(random, {
      account,
      region: random.pick(REGIONS.slice(0, 2)),
      caller,
      start,
      count: left - 1,
      reads: INVENTORY_READS,
      changes: PIPELINE_CHANGES,
      changeShare: deploys ? 0.4 : 0,
    });
    return [...run.events, ...rest];
  });
};
