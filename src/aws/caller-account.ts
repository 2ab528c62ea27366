// The credentials in use → the account they belong to. Needs no permission.
// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type AwsOptions, CALL_MS_MAX, callSignal, clientConfig } from './aws-options.ts';
import { type AwsTrouble, readTrouble } from './aws-trouble.ts';

/** The twelve digits of the account, asked for at `region`'s STS endpoint. */
export async function callerAccount(options: AwsOptions, region: string): Promise<string | AwsTrouble> {
  const action = 'sts:GetCallerIdentity';
  const client = new STSClient({ region, ...clientConfig(options), maxAttempts: 3 });
  try {
    const signal = callSignal(undefined, options.callMsMax ?? CALL_MS_MAX);
    const { Account: account } = await client.send(new GetCallerIdentityCommand({}), { abortSignal: signal });
    return account ?? { trouble: 'unreachable', code: 'NoAccount', message: '', action };
  } catch (error) {
    return readTrouble(error, action, false);
  }
}
