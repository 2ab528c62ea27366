// A role and who asks → temporary credentials, kept until shortly before they expire. The session bears the asker's
// name, so that the account's own CloudTrail says for whom the bot was reading.
import { AssumeRoleCommand, type AssumeRoleCommandInput, STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '../domain/clock.ts';
import {
  type AwsOptions,
  CALL_MS_MAX,
  callSignal,
  clientConfig,
  type FixedCredentials,
  type RoleToAssume,
} from './aws-options.ts';
import { type AwsTrouble, isTrouble, readTrouble } from './aws-trouble.ts';

/** `expiration` tells the SDK when to ask for new ones. */
export interface TemporaryCredentials extends FixedCredentials {
  readonly expiration: Date;
}

export interface AssumedRoles {
  /** `region`: whose STS endpoint is asked; tokens of a Regional endpoint are valid in every Region that is enabled. */
  credentials(role: RoleToAssume, asker: string, region: string): Promise<TemporaryCredentials | AwsTrouble>;
  /** AWS says these have expired: the next question gets new ones. */
  forget(role: RoleToAssume, asker: string): void;
}

interface Session {
  readonly credentials: TemporaryCredentials;
  readonly expiresAt: number;
}

/** AWS caps a chained role's session at one hour, which is also what every role allows. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const SESSION_SECONDS = 3_600;
/** Renewed this long before the end, so that no reading outlives its credentials. */
const RENEW_BEFORE_MS = 5 * 60_000;
const SESSIONS_KEPT_MAX = 500;

export function assumedRoles(options: AwsOptions, clock: Clock): AssumedRoles {
  const sessions = new Map<string, Promise<Session | AwsTrouble>>();
  const withoutSourceIdentity = new Set<string>();
  const open = async (role: RoleToAssume, asker: string, region: string): Promise<Session | AwsTrouble> => {
    const client = new STSClient({ region, ...clientConfig(options), maxAttempts: 3 });
    try {
      const name = sessionName(asker);
      const plain = {
        RoleArn: role.roleArn,
        RoleSessionName: name,
        DurationSeconds: SESSION_SECONDS,
        ...external(role),
      };
      if (withoutSourceIdentity.has(role.roleArn)) return await assume(client, plain, options);
      const named = await assume(client, { ...plain, SourceIdentity: name }, options);
      if (!isTrouble(named) || named.trouble !== 'denied') return named;
      // The trust policy may allow sts:AssumeRole and not sts:SetSourceIdentity; AWS does not say which was missing.
      const unnamed = await assume(client, plain, options);
      if (!isTrouble(unnamed)) withoutSourceIdentity.add(role.roleArn);
      return unnamed;
    } finally {
      client.destroy();
    }
  };
  return {
    async credentials(role, asker, region) {
      const key = keyOf(role, asker);
      const known = sessions.get(key);
      const session = await known;
      if (session !== undefined && !isTrouble(session) && session.expiresAt - RENEW_BEFORE_MS > clock()) {
        return session.credentials;
      }
      // Another question may have begun to renew it while this one looked.
      const current = sessions.get(key);
      const renewing = current !== undefined && current !== known ? current : open(role, asker, region);
      sessions.set(key, renewing);
      dropOldest(sessions);
      const renewed = await renewing;
      if (!isTrouble(renewed)) return renewed.credentials;
      if (sessions.get(key) === renewing) sessions.delete(key);
      return renewed;
    },
    forget(role, asker) {
      sessions.delete(keyOf(role, asker));
    },
  };
}

async function assume(
  client: STSClient,
  input: AssumeRoleCommandInput,
  options: AwsOptions,
): Promise<Session | AwsTrouble> {
  try {
    const signal = callSignal(undefined, options.callMsMax ?? CALL_MS_MAX);
    const { Credentials: given } = await client.send(new AssumeRoleCommand(input), { abortSignal: signal });
    const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = given ?? {};
    if (accessKeyId === undefined || secretAccessKey === undefined || sessionToken === undefined) {
      return { trouble: 'unreachable', code: 'NoCredentials', message: '', action: 'sts:AssumeRole' };
    }
    const expiration = given?.Expiration ?? new Date(0);
    const credentials = { accessKeyId, secretAccessKey, sessionToken, expiration };
    return { credentials, expiresAt: expiration.getTime() };
  } catch (error) {
    return readTrouble(error, 'sts:AssumeRole', false);
  }
}

function external(role: RoleToAssume): { ExternalId?: string } {
  return role.externalId === undefined ? {} : { ExternalId: role.externalId };
}

function keyOf(role: RoleToAssume, asker: string): string {
  return [role.roleArn, role.externalId ?? '', sessionName(asker)].join('\n');
}

/** 2 to 64 characters of `[\w+=,.@-]`. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export function sessionName(asker: string): string {
  return `whodid-${asker.replace(/[^\w+=,.@-]/g, '-')}`.slice(0, 64);
}

function dropOldest(sessions: Map<string, unknown>): void {
  const [oldest] = sessions.keys();
  if (sessions.size > SESSIONS_KEPT_MAX && oldest !== undefined) sessions.delete(oldest);
}
