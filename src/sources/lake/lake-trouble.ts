// What AWS refused of Lake → a Failure where a setting or permission has to change before anything can be asked, else a
// gap that says what was not read.
import type { AwsTrouble } from '../../aws/aws-trouble.ts';
import type { Gap } from '../../domain/coverage.ts';
import type { Failure } from '../../domain/failure.ts';
import type { TroubleWords } from '../query/run-span.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartQuery.html#API_StartQuery_Errors */
const STORE_WHY: Readonly<Record<string, string>> = {
  EventDataStoreNotFoundException: 'AWS knows no such event data store in this account and Region.',
  EventDataStoreARNInvalidException: 'AWS does not take its ARN: it may be another account’s or another Region’s.',
  InactiveEventDataStoreException: 'It is being deleted, or was.',
};

/** Ten queries of an account and Region are queued or running, whoever began them. */
export const BUSY = 'MaxConcurrentQueriesException';
/** AWS forgets queries a week after they ended. */
export const UNKNOWN_QUERY = 'QueryIdNotFoundException';

export function lakeWords(dataStore: string): TroubleWords {
  return {
    settingFailure: (trouble) => settingFailure(trouble, dataStore),
    troubleGap,
    isUnknownQuery: ({ code }) => code === UNKNOWN_QUERY,
  };
}

/** null: no setting has to change; it may go better another time. */
export function settingFailure(trouble: AwsTrouble, dataStore: string): Failure | null {
  const { code, message, action } = trouble;
  const why = STORE_WHY[code];
  if (why !== undefined) return storeFailure(dataStore, why);
  const said = `AWS says: ${code}${message === '' ? '' : ` (${message})`}.`;
  switch (trouble.trouble) {
    case 'denied':
      return {
        ...notAsked(dataStore),
        why: `AWS denied ${action}. ${said}`,
        instead: `Allow ${action} on that event data store to the credentials in use (deploy/iam/lake.json), then ask again.`,
      };
    case 'credentials':
    case 'expired':
      return {
        ...notAsked(dataStore),
        why: code === 'CredentialsProviderError' ? 'No AWS credentials were found.' : said,
        instead:
          'Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN for temporary ones), to credentials that are valid now in the Region of the event data store, then ask again.',
      };
    case 'refused':
      return code === BUSY || code === UNKNOWN_QUERY
        ? null
        : {
            ...notAsked(dataStore),
            why: `AWS refused ${action}. ${said}`,
            instead: 'Ask another source, and tell whoever runs me.',
          };
    default:
      return null;
  }
}

/** `why`: one sentence. */
export function storeFailure(dataStore: string, why: string): Failure {
  return {
    ...notAsked(dataStore),
    why,
    instead:
      'Set WHODID_LAKE_STORE to the ARN of an event data store that is enabled, in the account whose credentials are in use; unset it to do without Lake.',
  };
}

/** AWS could not be asked what the event data store is, and no setting is known to be why. */
export function unreachedFailure(dataStore: string, { trouble, code, action }: AwsTrouble): Failure {
  return {
    failure: 'timed-out',
    what: notAsked(dataStore).what,
    why:
      trouble === 'throttled'
        ? `AWS throttled ${action} again and again.`
        : `AWS gave no usable answer to ${action} (${code}).`,
    instead: 'Ask again in a minute; if it stays so, check that this machine reaches AWS.',
  };
}

function notAsked(dataStore: string): Pick<Failure, 'failure' | 'what'> {
  return { failure: 'not-allowed', what: `The event data store ${dataStore} of CloudTrail Lake could not be asked.` };
}

/** `rest`: a sentence on what was read; may be ''. */
export function troubleGap({ trouble, code, message, action }: AwsTrouble, where: string, rest: string): Gap {
  const more = rest === '' ? '' : ` ${rest}`;
  const said = `AWS says: ${code}${message === '' ? '' : ` (${message})`}.`;
  if (code === BUSY) {
    const detail = `${where} could not be asked: as many queries as AWS allows were running all the time that was waited.${more} Ask again later.`;
    return { kind: 'throttled', detail };
  }
  switch (trouble) {
    case 'throttled':
      return {
        kind: 'throttled',
        detail: `AWS throttled ${action} again and again while ${where} was asked.${more} Ask again in a minute.`,
      };
    case 'denied':
    case 'credentials':
      return {
        kind: 'denied',
        detail: `AWS denied ${action} while ${where} was asked.${more} ${said} Allow it and ask again.`,
      };
    case 'expired': {
      const detail = `The credentials expired while ${where} was asked, and could not be renewed.${more} Renew them and ask again.`;
      return { kind: 'denied', detail };
    }
    case 'refused':
      return { kind: 'denied', detail: `AWS refused ${action} while ${where} was asked.${more} ${said}` };
    case 'lost-page':
      return {
        kind: 'page-limit',
        detail: `AWS lost the place while the rows of ${where} were read.${more} Ask again.`,
      };
    case 'stopped':
    case 'unreachable': {
      const detail = `${where} could not be read to its end: no usable answer from AWS (${code}).${more} Check the network and ask again.`;
      return { kind: 'timed-out', detail };
    }
    default:
      return unreachable(trouble);
  }
}

function unreachable(trouble: never): never {
  throw new Error(`unknown trouble ${String(trouble)}`);
}
