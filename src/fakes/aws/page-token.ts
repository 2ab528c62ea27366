// NextTokens: opaque, signed, and bound to the exact parameters they were given for, as CloudTrail's are.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson, type Dict, isDict, parseJson } from './json.ts';

/** A token for `position`, good only together with `bound` (the request's parameters, its account and Region). */
export function writeToken(key: Buffer, bound: unknown, position: Dict): string {
  const body = Buffer.from(JSON.stringify(position)).toString('base64url');
  return `${body}.${sign(key, bound, body)}`;
}

/** The position in a token, or undefined when it is made up, or belongs to other parameters. */
export function readToken(key: Buffer, bound: unknown, token: string): Dict | undefined {
  const [body = '', signature = ''] = token.split('.');
  const expected = Buffer.from(sign(key, bound, body));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
  const position = parseJson(Buffer.from(body, 'base64url').toString('utf8'));
  return isDict(position) ? position : undefined;
}

function sign(key: Buffer, bound: unknown, body: string): string {
  return createHmac('sha256', key).update(canonicalJson(bound)).update('\n').update(body).digest('base64url');
}
