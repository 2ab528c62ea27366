// How this installation reaches AWS: what every client and assumed role is made from.
import { quietAwsSdk } from '../config/quiet-aws-sdk.ts';

/** Fixed credentials. Left out of `AwsOptions`, the SDK's own chain is used: environment, profile, SSO, container, instance. */
export interface FixedCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface AwsOptions {
  /** Another address for every AWS service (AWS_ENDPOINT_URL): a proxy, a test double. */
  readonly endpoint?: string;
  readonly credentials?: FixedCredentials;
  /** Milliseconds one call may take. */
  readonly callMsMax?: number;
}

/** How the settings reach AWS: at another address, or as the SDK would. */
export function reachOf({ endpoint }: { readonly endpoint: string | null }): AwsOptions {
  return endpoint === null ? {} : { endpoint };
}

/** LookupEvents answers within a second or two; a call that has not after this long never will. */
export const CALL_MS_MAX = 20_000;

/** A role to work through in another account. */
export interface RoleToAssume {
  readonly roleArn: string;
  /** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html */
  readonly externalId?: string;
}

/** What an SDK client needs beside its Region. Spread into its configuration. */
export function clientConfig(options: AwsOptions): {
  maxAttempts: 1;
  endpoint?: string;
  credentials?: FixedCredentials;
} {
  quietAwsSdk();
  return {
    // A retry of the SDK's own would not be paced: every retry is ours.
    maxAttempts: 1,
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
  };
}

/** Ends with the asker's signal, or after `ms`. */
export function callSignal(signal: AbortSignal | undefined, ms: number): AbortSignal {
  const timeout = AbortSignal.timeout(ms);
  return signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
}
