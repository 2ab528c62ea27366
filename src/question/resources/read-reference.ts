// One word or quotation to what it names, by its shape: an id, ARN, URL, address, key, account, e-mail or plain name.
// null for an ordinary word. What it is a name of may be learnt later, from the noun beside it.
import { arnType } from '../../catalog/arn-type.ts';
import { readId, readUniqueId } from '../../catalog/id-prefixes.ts';
import type { ResourceForm, ResourceRef } from '../../domain/question.ts';
import { identifierTokens } from '../../records/identifier.ts';
import { subjectOfUrl, typeOfConsolePage } from './console-url.ts';
import { looksLikeName } from './name-shape.ts';

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const CIDR = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})\/\d{1,3}$/i;
const IPV6 = /^(?=.*:.*:)[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}$/i;
const EMAIL = /^[^\s@/:]{1,200}@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/i;
const UUID = /^(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** A reference of a given form; tokens are the forms it is looked up under. */
export function reference(text: string, form: ResourceForm, type: string | null = null, partial = false): ResourceRef {
  return { text, form, type, tokens: identifierTokens(text), partial };
}

/** What the text is, if its shape alone says so; null for an ordinary word, a number or a date. */
export function readReference(text: string): ResourceRef | null {
  return readExact(text) ?? (looksLikeName(text) ? reference(text, 'name') : null);
}

/** As `readReference`, for a text that is known to be a name: quoted, or beside a noun that says so. */
export function readNamed(text: string): ResourceRef {
  return readExact(text) ?? reference(text, 'name');
}

function readExact(text: string): ResourceRef | null {
  if (/^arn:[^:\s]*:[^:\s]*:/i.test(text)) return reference(text, 'arn', arnType(text));
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return readUrl(text);
  if (CIDR.test(text)) return reference(text, 'cidr');
  if (IPV4.test(text) || IPV6.test(text)) return reference(text, 'ip');
  if (/^\d{12}$/.test(text)) return reference(text, 'account');
  if (/^\d{4}-\d{4}-\d{4}$/.test(text)) return reference(text.replaceAll('-', ''), 'account');
  const id = readId(text);
  if (id !== null) return reference(text, 'id', id.kind.type, id.partial);
  const unique = readUniqueId(text);
  if (unique !== null)
    return reference(text, unique.key ? 'access-key' : 'principal-id', unique.kind.type, unique.partial);
  if (UUID.test(text)) return reference(text, 'id');
  return EMAIL.test(text) ? reference(text, 'email') : null;
}

function readUrl(text: string): ResourceRef {
  const subject = subjectOfUrl(text) ?? text;
  if (subject === text) return reference(text, 'url', text.toLowerCase().startsWith('s3://') ? s3Type(text) : null);
  const inner = readExact(subject) ?? reference(subject, 'name');
  // Known by what it shows; an ARN or id in a console address is as good as one typed.
  return inner.form === 'name' ? { ...inner, form: 'url', type: typeOfConsolePage(text) } : inner;
}

function s3Type(url: string): string {
  return /^s3:\/\/[^/]+\/?$/i.test(url) ? 's3:bucket' : 's3:object';
}
