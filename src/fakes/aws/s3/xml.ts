// As much XML as S3 speaks: elements with text or elements in them, no attributes but xmlns. Values to text and back.
import { type Dict, isDict } from '../json.ts';

/** An element's inside: text, elements by name, or several of one name as a list. */
export type XmlValue = string | number | boolean | XmlTree | readonly XmlValue[];
export interface XmlTree {
  readonly [name: string]: XmlValue | undefined;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html#API_ListObjectsV2_ResponseSyntax */
const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** A whole document. */
export function xmlDocument(root: string, inside: XmlTree): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">${elements(inside)}</${root}>`;
}

function elements(tree: XmlTree): string {
  return Object.entries(tree)
    .flatMap(([name, value]) => {
      const values: readonly (XmlValue | undefined)[] = isList(value) ? value : [value];
      return values.map((one) => (one === undefined ? '' : `<${name}>${inside(one)}</${name}>`));
    })
    .join('');
}

function isList(value: XmlValue | undefined): value is readonly XmlValue[] {
  return Array.isArray(value);
}

function inside(value: XmlValue): string {
  return typeof value === 'object' && !isList(value) ? elements(value) : writeText(String(value));
}

function writeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

const TAG = /<(\/?)([A-Za-z][\w:-]*)([^>]*?)(\/?)>|([^<]+)/g;

/** The inside of the root element, with its name: `{ Root: { … } }`; an empty object when it is no such XML. */
export function readXml(text: string): Dict {
  const root: Record<string, unknown> = {};
  const stack: { readonly name: string; readonly into: Record<string, unknown>; text: string }[] = [
    { name: '', into: root, text: '' },
  ];
  for (const [, closing, name, , empty, plain] of text.replace(/<\?[^>]*\?>/g, '').matchAll(TAG)) {
    const top = stack.at(-1);
    if (top === undefined) return {};
    if (plain !== undefined) top.text += readText(plain);
    else if (closing === '/') {
      stack.pop();
      const parent = stack.at(-1);
      if (parent === undefined || top.name !== name) return {};
      add(parent.into, top.name, Object.keys(top.into).length > 0 ? top.into : top.text.trim());
    } else if (empty === '/') add(top.into, name ?? '', '');
    else stack.push({ name: name ?? '', into: {}, text: '' });
  }
  return stack.length === 1 && isDict(root) ? root : {};
}

/** Elements of one name become a list. */
function add(into: Record<string, unknown>, name: string, value: unknown): void {
  const known = into[name];
  into[name] = known === undefined ? value : Array.isArray(known) ? [...known, value] : [known, value];
}

function readText(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
