// What AWS, the network or the credential chain threw → one closed kind of trouble → the gap or failure a person sees.
// The only file that knows AWS's error names. A bug is no trouble: it is thrown on.
import type { Gap } from '../domain/coverage.ts';
import type { Failure } from '../domain/failure.ts';

export type TroubleKind =
  | 'throttled'
  | 'denied'
  /** These credentials are not valid here. A Region that is switched off answers the same way. */
  | 'credentials'
  /** They were valid, and are no longer. */
  | 'expired'
  /** No answer, a broken one, or a fault on AWS's side. */
  | 'unreachable'
  /** AWS no longer knows the page asked for. */
  | 'lost-page'
  /** AWS calls the request itself wrong. */
  | 'refused'
  /** The asker, or the end of the job, stopped it. */
  | 'stopped';

export interface AwsTrouble {
  readonly trouble: TroubleKind;
  /** AWS's or the system's name for it. */
  readonly code: string;
  /** AWS's words, one line. */
  readonly message: string;
  /** The call that failed, as IAM writes it: `cloudtrail:LookupEvents`. */
  readonly action: string;
}

/** One account's event history in one Region. */
export interface AwsPlace {
  readonly accountId: string;
  readonly region: string;
}

/**
 * LookupEvents does not model ThrottlingException: it comes as a generic error of that name, HTTP 400.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/CommonErrors.html
 */
const KINDS: ReadonlyMap<string, TroubleKind> = new Map([
  ...named(
    'throttled',
    'ThrottlingException Throttling ThrottledException TooManyRequestsException RequestLimitExceeded RequestThrottled RequestThrottledException LimitExceededException SlowDown',
  ),
  ...named(
    'denied',
    'AccessDenied AccessDeniedException UnauthorizedOperation NotAuthorized OperationNotPermittedException UnsupportedOperationException',
  ),
  ...named(
    'credentials',
    'UnrecognizedClientException InvalidClientTokenId InvalidSignatureException SignatureDoesNotMatch IncompleteSignature MissingAuthenticationToken MissingAuthenticationTokenException InvalidAccessKeyId InvalidToken RequestTimeTooSkewed AuthFailure OptInRequired CredentialsProviderError TokenProviderError RequestExpired',
  ),
  ...named('expired', 'ExpiredToken ExpiredTokenException TokenRefreshRequired'),
  ...named('lost-page', 'InvalidNextTokenException'),
  ...named('unreachable', 'TimeoutError ServiceUnavailable InternalFailure InternalServerError RequestTimeout'),
]);

function named(kind: TroubleKind, names: string): readonly (readonly [string, TroubleKind])[] {
  return names.split(' ').map((name) => [name, kind] as const);
}

export function isTrouble(value: unknown): value is AwsTrouble {
  return isRecord(value) && typeof value.trouble === 'string' && typeof value.action === 'string';
}

/** The trouble behind a rejection of an SDK call. Throws `error` on when it is none, but a bug. */
export function readTrouble(error: unknown, action: string, stopped: boolean): AwsTrouble {
  if (!isRecord(error)) throw error;
  const code = codeOf(error);
  const trouble = stopped ? 'stopped' : kindOf(error, code);
  if (trouble === null) throw error;
  return { trouble, code, message: oneLine(String(error.message ?? '')), action };
}

/** The SDK calls a connection that broke "TimeoutError" too; Node's own name says which it was. */
function codeOf({ name, code }: Readonly<Record<string, unknown>>): string {
  const plain = name === 'Error' || name === 'TimeoutError';
  return String(plain && typeof code === 'string' ? code : name);
}

function kindOf(error: Readonly<Record<string, unknown>>, code: string): TroubleKind | null {
  const known = KINDS.get(code);
  if (known !== undefined) return known;
  const status = isRecord(error.$metadata) ? Number(error.$metadata.httpStatusCode ?? 0) : 0;
  if (error.$fault === 'server' || status >= 500) return 'unreachable';
  if (status === 429) return 'throttled';
  if (status === 403) return 'denied';
  if (status >= 400) return 'refused';
  // An answer that is no JSON (a proxy's page, half a body), or none: https://nodejs.org/api/errors.html#common-system-errors
  if (typeof error.code === 'string' || typeof error.syscall === 'string') return 'unreachable';
  if (error.name === 'AbortError' || error.name === 'SyntaxError' || isRecord(error.$response)) return 'unreachable';
  return status > 0 ? 'unreachable' : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** AWS's messages can carry a whole canonical request after a line break; the first line says what is wrong. */
function oneLine(message: string): string {
  return (message.split('\n')[0] ?? '').slice(0, 300).trim();
}

/** A Region that does not exist has no address: https://nodejs.org/api/errors.html#common-system-errors */
const REMEDY: ReadonlyMap<string, string> = new Map([
  [
    'ENOTFOUND',
    'There is no such address: check that WHODID_AWS_REGIONS names Regions as AWS writes them, and the network’s name service.',
  ],
]);

/** Regions of one account named before "and 14 more". */
const REGIONS_NAMED_MAX = 4;

/**
 * What was not read in Regions of an account, in words that name what would settle it. `more`: what was read before; may
 * be ''.
 */
export function troubleGap(trouble: AwsTrouble, accountId: string, regions: readonly string[], more: string): Gap {
  const further = regions.length - REGIONS_NAMED_MAX;
  const named = `${regions.slice(0, REGIONS_NAMED_MAX).join(', ')}${further > 0 ? ` and ${further} more` : ''}`;
  const where = `account ${accountId}, Region${regions.length === 1 ? '' : 's'} ${named}`;
  const said = `AWS says: ${trouble.code}${trouble.message === '' ? '' : ` (${trouble.message})`}.`;
  const rest = more === '' ? '' : ` ${more}`;
  switch (trouble.trouble) {
    case 'throttled': {
      const detail = `AWS throttled the reading of ${where} again and again, so it was given up.${rest} Something else uses up its two calls a second; ask again in a minute.`;
      return { kind: 'throttled', detail };
    }
    case 'denied': {
      const detail = `AWS denied ${trouble.action} in ${where}.${rest} ${said} Allow ${trouble.action} there and ask again.`;
      return { kind: 'denied', detail };
    }
    case 'credentials': {
      const detail = `AWS did not accept the credentials in ${where}.${rest} ${said} The Region may be switched off in that account: enable it, or take it off WHODID_AWS_REGIONS.`;
      return { kind: 'denied', detail };
    }
    case 'expired': {
      const detail = `The credentials for ${where} expired and could not be renewed.${rest} ${said} Renew them and ask again.`;
      return { kind: 'denied', detail };
    }
    case 'refused':
      return { kind: 'denied', detail: `AWS refused ${trouble.action} in ${where}.${rest} ${said}` };
    case 'lost-page': {
      const detail = `AWS lost the place while ${where} was read page by page.${rest} Ask again.`;
      return { kind: 'page-limit', detail };
    }
    case 'stopped':
    case 'unreachable': {
      const detail = `${where[0]?.toUpperCase()}${where.slice(1)} could not be read to its end: no usable answer from AWS (${trouble.code}).${rest} ${REMEDY.get(trouble.code) ?? 'Check the network and ask again.'}`;
      return { kind: 'timed-out', detail };
    }
    default:
      return unreachable(trouble.trouble);
  }
}

/** The same in a clause, for a row that names the place already. */
export function troubleClause({ trouble, code, action }: AwsTrouble): string {
  switch (trouble) {
    case 'throttled':
      return 'throttled by AWS again and again';
    case 'denied':
      return `denied: ${action} is not allowed there`;
    case 'credentials':
      return `AWS did not accept the credentials (${code}): the Region may be off in this account`;
    case 'expired':
      return 'the credentials expired and could not be renewed';
    case 'refused':
      return `AWS refused ${action} (${code})`;
    case 'lost-page':
      return 'AWS lost the place between two pages';
    case 'stopped':
      return 'it was stopped';
    case 'unreachable':
      return `no usable answer from AWS (${code})`;
    default:
      return unreachable(trouble);
  }
}

/** When the same trouble kept every place from being read, it is the credentials that are wrong. */
export function credentialsFailure(trouble: AwsTrouble): Failure {
  const missing = trouble.code === 'CredentialsProviderError';
  const said = `${trouble.code}${trouble.message === '' ? '' : `: ${trouble.message}`}`;
  return {
    failure: 'not-allowed',
    what: 'AWS event history could not be asked.',
    why: missing
      ? 'No AWS credentials were found.'
      : `AWS does not accept the credentials in any account or Region asked (${said}).`,
    instead:
      'Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN for temporary ones), to credentials that are valid now; where they are, check that WHODID_AWS_REGIONS names Regions that are enabled and that this machine’s clock is right.',
  };
}

/** AWS could not be asked at all, and the credentials are not known to be why. */
export function troubleFailure({ trouble, code, message, action }: AwsTrouble): Failure {
  const network = trouble === 'unreachable' || trouble === 'stopped';
  return {
    failure: network ? 'timed-out' : 'not-allowed',
    what: 'AWS event history could not be asked.',
    why: network
      ? `AWS gave no usable answer to ${action} (${code}).`
      : `AWS refused ${action} (${code}${message === '' ? '' : `: ${message}`}).`,
    instead: network
      ? (REMEDY.get(code) ?? 'Check that this machine reaches AWS (AWS_ENDPOINT_URL, proxy, network), then ask again.')
      : `Allow ${action} to these credentials, then ask again.`,
  };
}

function unreachable(kind: never): never {
  throw new Error(`unknown trouble ${String(kind)}`);
}
