// Finds the resources a record names, wherever they hide: `resources` is absent on most records, so request, response,
// error message, additional and service event data are read too; nested, flat and XML-wrapped alike.
import type { Identifier, IdentifierPlace, Json, JsonObject } from '../domain/audit-event.ts';
import { identifierTokens } from './identifier.ts';
import { isObject, objectOf, someLeaf, text } from './json.ts';

/** Parameters whose values never name a resource: tokens, dates, transport, sizes, free text of AWS's own. */
const NOISE_KEY =
  /^(requestId|x-amz-.*|clientToken|clientRequestToken|creationToken|idempotencyToken|nextToken|marker|paginationToken|cipherSuite|signatureVersion|authenticationMethod|expiration|sessionToken|createDate|createTime|createdAt|creationDate|createdDate|updatedAt|lastModified\w*|launchTime|startTime|endTime|attachTime|deletionDate|xmlns|encryptionAlgorithm|signature|policyDocument|assumeRolePolicyDocument|codeSha256|contentHash|userData|x509CertificateData|sSHPublicKey|_return|status|state|statusMessage|engineVersion|durationSeconds)$/i;
const NOISE_VALUE =
  /^(true|false|null|yes|no|\d{1,4}|HIDDEN_DUE_TO_SECURITY_REASONS|<removed>|\*|success|failure|running|pending|stopp(ed|ing)|shutting-down|terminated|tcp|udp|icmp)$/i;
/** More than this in one record are dropped from the index, never from the record: 1,000 ids is EC2's own list limit. */
const IDENTIFIERS_MAX = 4_000;

const PLACES: readonly (readonly [IdentifierPlace, string])[] = [
  ['resources', 'resources'],
  ['request', 'requestParameters'],
  ['response', 'responseElements'],
  ['additional', 'additionalEventData'],
  ['service-event', 'serviceEventDetails'],
];

export function readIdentifiers(record: JsonObject): readonly Identifier[] {
  const found = new Map<string, Identifier>();
  const add = (value: string, place: IdentifierPlace, key: string | null) => {
    if (value.length < 2 || NOISE_VALUE.test(value) || identifierTokens(value).length === 0) return;
    const at = `${place}\u0000${value}`;
    if (!found.has(at) && found.size < IDENTIFIERS_MAX) found.set(at, { value, place, key });
  };
  for (const [place, field] of PLACES) {
    const value: Json = place === 'resources' ? (record[field] ?? null) : (objectOf(record[field]) ?? null);
    // Parameters over AWS's size limit are replaced by a note about themselves, which names nothing.
    if (isObject(value) && value.omitted === true) continue;
    someLeaf(value, (leaf, key) => {
      if (typeof leaf === 'string' && !NOISE_KEY.test(key ?? '')) add(leaf, place, key);
      return false;
    });
  }
  for (const value of inMessage(text(record.errorMessage) ?? '')) add(value, 'error', null);
  if (record.eventSource === 'signin.amazonaws.com') {
    for (const value of signedIn(record)) add(value, 'identity', null);
  }
  return [...found.values()];
}

/** The caller is quoted first in a denial ("User: arn:… is not authorized"): that is who, not what. */
const CALLER = /^User:\s+\S+\s+is not authorized/i;
/** A denial names its resource between these words, bare where it has no ARN: "on resource: prod/key because …". */
const ON_RESOURCE = /\bon resource:?\s+([^\s"']{2,1024})/gi;
const IN_MESSAGE =
  /arn:[a-z-]*:[^\s'",;)\]]+|'([^'\n]{2,256})'|"([^"\n]{2,256})"|\(([^()\s]{2,256})\)|\b[a-z]{1,12}-[0-9a-f]{8,17}\b/gi;

/** Names inside an error message: ARNs, quoted or bracketed words, ids. Denied calls often name their target only there. */
function inMessage(message: string): readonly string[] {
  const found: string[] = [];
  const rest = message.slice(0, 2_048).replace(CALLER, '');
  for (const match of [...rest.matchAll(IN_MESSAGE), ...rest.matchAll(ON_RESOURCE)]) {
    const value = (match[1] ?? match[2] ?? match[3] ?? match[0]).replace(/[.,;:]+$/, '');
    found.push(value);
  }
  return found;
}

function signedIn(record: JsonObject): readonly string[] {
  const identity = objectOf(record.userIdentity);
  return [text(identity?.userName), text(identity?.arn)].filter((value): value is string => value !== null);
}

const ISSUED_KEY_PATH = /^credentials$/i;

/** The temporary access key a call issued; later calls of that session are signed with it. */
export function issuedAccessKey(record: JsonObject): string | null {
  const response = objectOf(record.responseElements);
  if (response === null) return null;
  for (const key in response) {
    if (ISSUED_KEY_PATH.test(key)) return text(objectOf(response[key])?.accessKeyId);
  }
  return null;
}
