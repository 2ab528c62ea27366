// An approved change → the call that makes it, through a role of its own in the trail's account; before it, whether it can
// work; after it, how the trail stands. The session bears the approver's Slack id, so that the account's own CloudTrail
// says who let it happen. Decides nothing about who may.

import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { partitionOf } from '../approval/actions.ts';
import type { TrailName } from '../domain/approval.ts';
import type { Clock } from '../domain/clock.ts';
import type { Failure } from '../domain/failure.ts';
import type { Ran, Remediator } from '../domain/remediation.ts';
import type { AwsOptions } from './aws-options.ts';
import { type AwsTrouble, isTrouble, troubleClause } from './aws-trouble.ts';
import { placeClients, type RolePlace } from './place-clients.ts';
import { changeTrail, isAsWanted } from './remediation-calls.ts';
import type { RemediationClients } from './remediation-clients.ts';
import { preflightOf } from './remediation-preflight.ts';
import { readTrail } from './remediation-trail.ts';
import { s3Reach } from './s3-reach.ts';

export interface RemediationOptions {
  readonly aws: AwsOptions;
  /** Name of the role in each account. */
  readonly role: string;
  readonly externalId: string | null;
  readonly clock: Clock;
}

/** People whose sessions are kept open. */
const PEOPLE_MAX = 20;

export function remediator(options: RemediationOptions): Remediator & { close(): void } {
  const known = new Map<string, RemediationClients>();
  const clientsFor = (as: string): RemediationClients => {
    const clients = known.get(as) ?? openClients(options, as);
    known.delete(as);
    known.set(as, clients);
    const [oldest] = known.keys();
    if (known.size > PEOPLE_MAX && oldest !== undefined) closeOf(known, oldest);
    return clients;
  };
  const placeOf = ({ account, homeRegion }: TrailName): RolePlace => ({
    accountId: account,
    region: homeRegion,
    role: {
      roleArn: `arn:${partitionOf(homeRegion)}:iam::${account}:role/${options.role}`,
      ...(options.externalId === null ? {} : { externalId: options.externalId }),
    },
  });
  const trail: Remediator['trail'] = async (name, as) => {
    const found = await readTrail(clientsFor(as).trails, placeOf(name), name);
    return isTrouble(found) ? failureOf(found, name) : found;
  };
  return {
    trail,
    async preflight(action, settings, as) {
      const found = await preflightOf(clientsFor(as), placeOf(action.trail), action, settings);
      return isTrouble(found) ? failureOf(found, action.trail) : found;
    },
    async isMade(action, settings, as) {
      const made = await isAsWanted(clientsFor(as).trails, placeOf(action.trail), action, settings);
      return isTrouble(made) ? null : made;
    },
    async run(action, settings, as): Promise<Ran> {
      const trouble = await changeTrail(clientsFor(as).trails, placeOf(action.trail), action, settings);
      return trouble === null ? { kind: 'done' } : ranOf(trouble);
    },
    close() {
      for (const as of [...known.keys()]) closeOf(known, as);
    },
  };
}

function openClients({ aws, clock }: RemediationOptions, as: string): RemediationClients {
  return {
    trails: placeClients(aws, clock, as, (settings) => new CloudTrailClient(settings)),
    buckets: placeClients(aws, clock, as, (settings) => new S3Client({ ...settings, ...s3Reach(aws) })),
    keys: placeClients(aws, clock, as, (settings) => new KMSClient(settings)),
  };
}

function closeOf(known: Map<string, RemediationClients>, as: string): void {
  const clients = known.get(as);
  known.delete(as);
  clients?.trails.close();
  clients?.buckets.close();
  clients?.keys.close();
}

function ranOf(trouble: AwsTrouble): Ran {
  const why = `AWS said ${trouble.code}${trouble.message === '' ? '' : ` (${trouble.message})`} to ${trouble.action}.`;
  switch (trouble.trouble) {
    case 'denied':
    case 'credentials':
    case 'refused':
      return { kind: 'refused', why };
    case 'throttled':
    case 'expired':
    case 'lost-page':
    case 'unreachable':
    case 'stopped':
      return { kind: 'unsure', why };
    default: {
      const never: never = trouble.trouble;
      throw new Error(`unknown trouble ${String(never)}`);
    }
  }
}

function failureOf(trouble: AwsTrouble, { name, account }: TrailName): Failure {
  const denied = trouble.trouble === 'denied' || trouble.trouble === 'credentials';
  return {
    failure: denied ? 'not-allowed' : 'timed-out',
    what: `I could not look at trail ${name} of account ${account}.`,
    why: `${trouble.action}: ${troubleClause(trouble)}.`,
    instead: denied
      ? 'Check that the role WHODID_REMEDIATION_ROLE is there with the policy of deploy/iam/remediation.json and trusts me.'
      : 'Ask again in a minute.',
  };
}
