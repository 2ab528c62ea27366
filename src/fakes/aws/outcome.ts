// What an operation ends with, and how AWS words the refusals that every service shares.
import type { Dict } from './json.ts';

/** A refusal as AWS gives it: `code` becomes the SDK error's name. */
export type AwsError = {
  readonly kind: 'error';
  readonly code: string;
  readonly message: string;
  /** HTTP status. */
  readonly status: number;
  /** Only S3: headers that go with it. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** What an operation ends with. */
export type Outcome = { readonly kind: 'ok'; readonly body: Dict } | AwsError;

export type Service =
  | 'cloudtrail'
  | 'sts'
  | 'organizations'
  | 'account'
  | 'kms'
  | 'logs'
  | 'access-analyzer'
  | 'cloudtrail-data'
  | 's3'
  | 'sqs'
  | 'athena';

/** Services that speak REST with JSON bodies; their refusals name the error in a header. */
export const REST_JSON: readonly Service[] = ['account', 'access-analyzer', 'cloudtrail-data'];

export function ok(body: Dict): Outcome {
  return { kind: 'ok', body };
}

/** A refusal; status 400 as JSON 1.1 services answer nearly all of theirs. */
export function refuse(code: string, message: string, status = 400): AwsError {
  return { kind: 'error', code, message, status };
}

export function isError(value: unknown): value is AwsError {
  return typeof value === 'object' && value !== null && (value as { readonly kind?: unknown }).kind === 'error';
}

// The same trouble has another name in each protocol. Names and statuses:
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/CommonErrors.html,
// https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html and, for 400 with JSON 1.1, what its clients see.
type Trouble = 'unknown-key' | 'bad-signature' | 'expired' | 'no-signature' | 'denied' | 'throttled';

const CODES: Readonly<Record<Trouble, Readonly<Record<'json' | 'query', readonly [string, number]>>>> = {
  'unknown-key': { json: ['UnrecognizedClientException', 400], query: ['InvalidClientTokenId', 403] },
  'bad-signature': { json: ['InvalidSignatureException', 400], query: ['SignatureDoesNotMatch', 403] },
  expired: { json: ['ExpiredTokenException', 400], query: ['ExpiredToken', 403] },
  'no-signature': { json: ['MissingAuthenticationTokenException', 400], query: ['MissingAuthenticationToken', 403] },
  denied: { json: ['AccessDeniedException', 400], query: ['AccessDenied', 403] },
  throttled: { json: ['ThrottlingException', 400], query: ['Throttling', 400] },
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList */
const S3_CODES: Readonly<Record<Trouble, readonly [string, number]>> = {
  'unknown-key': ['InvalidAccessKeyId', 403],
  'bad-signature': ['SignatureDoesNotMatch', 403],
  expired: ['ExpiredToken', 400],
  'no-signature': ['AccessDenied', 403],
  denied: ['AccessDenied', 403],
  throttled: ['SlowDown', 503],
};

/** The refusal in the words of the service's protocol. */
export function trouble(service: Service, what: Trouble, message: string): AwsError {
  if (service === 's3') return refuse(S3_CODES[what][0], message, S3_CODES[what][1]);
  // https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html#API_ListAccounts_Errors and
  // https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html#API_ListRegions_Errors
  if (what === 'throttled' && service === 'organizations') return refuse('TooManyRequestsException', message, 400);
  if (what === 'throttled' && service === 'account') return refuse('TooManyRequestsException', message, 429);
  if (what === 'denied' && REST_JSON.includes(service)) return refuse('AccessDeniedException', message, 403);
  if (what === 'throttled' && REST_JSON.includes(service)) return refuse('ThrottlingException', message, 429);
  const [code, status] = CODES[what][service === 'sts' ? 'query' : 'json'];
  return refuse(code, message, status);
}
