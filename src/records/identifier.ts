// The forms in which one thing may be written: an ARN, its short name and its URL are the same thing; case never counts.
import type { ResourceRef } from '../domain/question.ts';

/** ARNs are split at the first five colons; the rest is the resource, colons and slashes included. */
const ARN = /^arn:[^:]*:([^:]*):([^:]*):([^:]*):(.+)$/i;
/** Secrets Manager appends six random characters to a secret's name in its ARN. */
const SECRET_SUFFIX = /-[a-z0-9]{6}$/;
/** Longer values are documents, not names: the longest name AWS allows is an S3 key of 1,024 bytes. */
const LENGTH_MAX = 1_100;

/** Lower-case forms of `value` for looking it up, the whole value first. Empty for what cannot be a name. */
export function identifierTokens(value: string): readonly string[] {
  const whole = value.trim().toLowerCase();
  if (whole === '' || whole.length > LENGTH_MAX) return [];
  if (whole.startsWith('arn:')) return distinct([whole, ...arnForms(whole)]);
  if (whole.includes('://')) return distinct([whole, ...urlForms(whole)]);
  const local = localPart(whole);
  if (local !== null) return [whole, local];
  if (whole.includes('%')) return distinct([whole, ...decoded(whole)]);
  if (/^(aroa|aida|asia|agpa|anpa|\d{12})[a-z0-9]*:./.test(whole)) {
    return [whole, whole.slice(0, whole.indexOf(':')), whole.slice(whole.indexOf(':') + 1)];
  }
  return whole.startsWith('/') ? [whole, whole.slice(1)].filter((form) => form !== '') : pathForms(whole);
}

/** `ben@example.com` → `ben`: what colleagues call somebody whose every identity is an e-mail address. Else null. */
export function localPart(name: string): string | null {
  return /^([^@\s/:]+)@[^@\s/:]+\.[a-z]{2,}$/i.exec(name)?.[1] ?? null;
}

/** True when `ref` and an identifier of an event name the same thing. Whole names only, case-insensitive. */
export function sameThing(ref: ResourceRef, value: string): boolean {
  const there = identifierTokens(value);
  const whole = there[0];
  if (whole === undefined) return false;
  const mine = ref.text.trim().toLowerCase();
  if (mine.startsWith('arn:') && whole.startsWith('arn:')) return sameArn(mine, whole);
  return namesOf(mine).some((name) => there.includes(name));
}

/** The bare names that mean what was asked for, fewer than its look-up forms: never the bucket for an object in it. */
export function namesOf(asked: string): readonly string[] {
  if (asked.startsWith('arn:')) {
    const [, service = '', , , resource = ''] = ARN.exec(asked) ?? [];
    return service === 's3' ? [resource] : arnForms(asked);
  }
  return asked.includes('://') ? [plainName(asked)] : [asked];
}

/** A URL by the name of what it leads to: `s3://bucket/key` → `bucket/key`, a queue's URL → the queue's name. */
function plainName(asked: string): string {
  const match = /^([a-z0-9+.-]+):\/\/([^/?#]*)\/?([^?#]*)/.exec(asked);
  if (match === null) return asked;
  const [, scheme = '', host = '', path = ''] = match;
  const bucket = scheme === 's3' ? host : /^(.+)\.s3[.-]/.exec(host)?.[1];
  if (bucket === undefined) return lastOf(path) || asked;
  return path === '' ? bucket : `${bucket}/${path}`;
}

/** Two ARNs are one when they are equal, give or take what some services leave out or append. */
function sameArn(left: string, right: string): boolean {
  if (left === right) return true;
  const [a, b] = [ARN.exec(left), ARN.exec(right)];
  if (a === null || b === null || a[1] !== b[1]) return false;
  const agrees = (x: string | undefined, y: string | undefined) => x === '' || y === '' || x === y;
  if (!agrees(a[2], b[2]) || !agrees(a[3], b[3])) return false;
  if (a[4] === b[4]) return true;
  const bare = (resource = '') => (a[1] === 'secretsmanager' ? resource.replace(SECRET_SUFFIX, '') : resource);
  return bare(a[4]) === b[4] || a[4] === bare(b[4]);
}

/**
 * Services whose ARNs go on behind the name: a stack's id, a function's version, a table's index, a role's session.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const NAME_COMES_FIRST = new Set(['cloudformation', 'lambda', 'dynamodb', 'kafka', 'sts']);

function arnForms(arn: string): readonly string[] {
  const match = ARN.exec(arn);
  if (match === null) return [];
  const [, service = '', region = '', account = '', resource = ''] = match;
  if (service === 's3') return pathForms(resource);
  const name = resource.replace(/^[^/:]*[/:]/, '');
  const forms = [resource, name, `/${name}`, lastOf(name)];
  if (service === 'secretsmanager') {
    const bare = name.replace(SECRET_SUFFIX, '');
    forms.push(bare, lastOf(bare), arn.replace(SECRET_SUFFIX, ''));
  }
  if (service === 'logs') forms.push(name.replace(/:.*$/, ''));
  if (NAME_COMES_FIRST.has(service)) forms.push(name.split(/[/:]/)[0] ?? name);
  if (service === 'elasticloadbalancing') forms.push(name.split('/').at(-2) ?? name);
  if (account === '' && region === '' && !resource.includes('/')) forms.push(resource);
  return forms.filter((form) => form !== '' && form !== '/');
}

/** A URL is known by its host's first label (a bucket), its path and the path's last part (a queue, an object). */
function urlForms(url: string): readonly string[] {
  const match = /^[a-z0-9+.-]+:\/\/([^/?#]*)([^?#]*)/.exec(url);
  const host = match?.[1] ?? '';
  const path = (match?.[2] ?? '').replace(/^\/+|\/+$/g, '');
  const bucket = /^s3:/.test(url) ? host : /^(.+)\.s3[.-]/.exec(host)?.[1];
  const forms = [bucket ?? null, path, lastOf(path), bucket !== undefined && path !== '' ? `${bucket}/${path}` : null];
  return forms.flatMap((form) => (form === null || form === '' ? [] : [form, ...decoded(form)]));
}

/** `a/b/c`: the whole path, and its last part, by which people call an object or a role with a path. */
function pathForms(path: string): readonly string[] {
  const last = lastOf(path);
  return last === path || last === '' ? [path] : [path, last];
}

function lastOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
}

function decoded(value: string): readonly string[] {
  try {
    const plain = decodeURIComponent(value);
    return plain === value ? [] : identifierTokens(plain);
  } catch {
    return [];
  }
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
