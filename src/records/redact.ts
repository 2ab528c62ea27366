// A record as delivered → the same record without what would let its reader sign in, sign or decrypt: secrets are found by
// the name of their key and by their shape. Identifiers (access key ids, ARNs, session names) stay: they are the evidence.
// Used by everything that shows raw record text; runs on any JSON.
import type { Json, JsonObject } from '../domain/audit-event.ts';

const REMOVED = '<removed>';
/** Deepest nesting shown; CloudTrail's own records stay under 20 levels. */
const DEPTH_MAX = 64;

/** Compared with the key in lower case without `-`, `_`, `.` and `:`. */
const SECRET_KEYS: ReadonlySet<string> = new Set([
  'authenticationcode1',
  'authenticationcode2',
  'authorization',
  'authparameters',
  'cookie',
  'keymaterial',
  'mfacode',
  'plaintext',
  'privatekey',
  'samlassertion',
  'secretaccesskey',
  'secretbinary',
  'secretstring',
  'setcookie',
  'sharedsecret',
  'signature',
  'tokencode',
  'userdata',
  'xamzsignature',
]);
/** Families: `masterUserPassword`, `clientSecret`, `preSharedKey`, `privateKeyPlaintext`, `apiKeyValue`, `temporaryPassword`. */
const SECRET_KEY_ENDS =
  /(?:password|passwd|passphrase|secret|secretkey|sharedkey|apikey|apikeyvalue|plaintext|privatekey|assertion|authparameters)$/;
const TOKEN_KEY = /tokens?$/;
/** Tokens that page or deduplicate and open nothing. */
const HARMLESS_TOKEN =
  /(?:next|http|getsignin|client|clientrequest|continuation|idempotency|page|pagination|starting|change|creator)tokens?$/;

const VARIABLES_KEY = /^(?:variables|environmentVariables)$/i;

/** Secrets known by what they look like, wherever they stand in a text. */
const SECRET_SHAPES: readonly (readonly [RegExp, string])[] = [
  // Pre-signed URLs and signed headers: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
  [/\b(x-amz-(?:signature|security-token)|signature|awsaccesskeysignature)(=|%3d)[^&\s"',]+/gi, `$1$2${REMOVED}`],
  [/\b(bearer|basic)\s+[a-z0-9+/_.~-]{16,}=*/gi, `$1 ${REMOVED}`],
  // Session tokens of AWS STS begin like this: base64 of a versioned envelope.
  [/\b(?:FwoG|FQoG|IQoJ|AQoD)[A-Za-z0-9+/%=]{60,}/g, REMOVED],
  [/\beyJ[A-Za-z0-9_-]{10,4000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]*/g, REMOVED],
  [/-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----|$)/g, REMOVED],
  [/\bxox[a-z]-[A-Za-z0-9-]{10,}/g, REMOVED],
  [/\bgh[pousr]_[A-Za-z0-9]{20,}/g, REMOVED],
  [/(:\/\/[^/\s:@]{1,200}:)[^/\s@]{1,200}@/g, `$1${REMOVED}@`],
  // name=value and "name":"value" inside longer texts (scripts, JSON in a string, error messages).
  [
    /((?:password|passwd|passphrase|secret(?:_?access)?_?key|secretstring|session_?token|security_?token|client_?secret|api_?key)\\?["']?\s*[=:]\s*\\?["']?)[^\s"'\\,;&}]+/gi,
    `$1${REMOVED}`,
  ],
];

/** No secret of these shapes is without one of these words: most texts are spared the search for it. */
const HINT =
  /x-amz|signature|bearer|basic|FwoG|FQoG|IQoJ|AQoD|eyJ|-----BEGIN|xox|gh[pousr]_|:\/\/|passw|passphrase|secret|token|api_?key/i;

/** A copy of `record` with every secret replaced by "<removed>"; nothing else changes, keys included. */
export function redactRecord(record: JsonObject): JsonObject {
  return redactObject(record, 0);
}

/** `text` with secrets known by their shape replaced. */
export function redactText(text: string): string {
  if (!HINT.test(text)) return text;
  let shown = text;
  for (const [shape, replacement] of SECRET_SHAPES) shown = shown.replace(shape, replacement);
  return shown;
}

function redactValue(value: Json, depth: number): Json {
  if (typeof value === 'string') return redactText(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth >= DEPTH_MAX) return REMOVED;
  if (isList(value)) return value.map((item) => redactValue(item, depth + 1));
  return redactObject(value, depth);
}

function redactObject(object: JsonObject, depth: number): JsonObject {
  const named = isNamedSecret(object);
  const entries = Object.entries(object).map(([key, value]): [string, Json] => {
    if (isEmpty(value)) return [key, value];
    if (isSecretKey(key) || (named && key.toLowerCase() === 'value')) return [key, removed(value)];
    return [key, isVariables(key, value) ? redactVariables(value, depth + 1) : redactValue(value, depth + 1)];
  });
  return Object.fromEntries(entries);
}

/** ECS and Batch call a list `environment`; elsewhere that is an object which holds the variables further down. */
function isVariables(key: string, value: Json): boolean {
  return VARIABLES_KEY.test(key) || (key.toLowerCase() === 'environment' && Array.isArray(value));
}

/** Variables of functions and containers, `{ "A": "…" }` or `[{ "name": "A", "value": "…" }]`: names stay, values go. */
function redactVariables(value: Json, depth: number): Json {
  if (value === null || typeof value !== 'object') return removed(value);
  if (!isList(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, removed(inner)]));
  return value.map((item) => {
    if (item === null || typeof item !== 'object' || isList(item)) return REMOVED;
    const entries = Object.entries(item).map(([key, inner]): [string, Json] => [
      key,
      key.toLowerCase() === 'value' ? removed(inner) : redactValue(inner, depth + 1),
    ]);
    return Object.fromEntries(entries);
  });
}

/** `{ "name": "DB_PASSWORD", "value": "…" }`: the form in which containers and stacks take their parameters. */
function isNamedSecret(object: JsonObject): boolean {
  const name = object.name ?? object.Name ?? object.key ?? object.parameterKey;
  return typeof name === 'string' && isSecretKey(name);
}

/** Booleans say that a secret was there (`"password": true` in AWS's own masking) and are no secret. */
function removed(value: Json): Json {
  return typeof value === 'boolean' ? value : REMOVED;
}

function isEmpty(value: Json): boolean {
  return value === null || value === '';
}

function isSecretKey(key: string): boolean {
  const plain = key.toLowerCase().replace(/[-_.:]/g, '');
  if (SECRET_KEYS.has(plain) || SECRET_KEY_ENDS.test(plain)) return true;
  return TOKEN_KEY.test(plain) && !HARMLESS_TOKEN.test(plain);
}

function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}
