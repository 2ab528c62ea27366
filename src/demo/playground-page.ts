// The files of the page, read once at the start: what is not in the folder cannot be asked for.
import { readdir, readFile } from 'node:fs/promises';

/** One file with its content type. */
export type PageFile = { readonly bytes: Buffer; readonly type: string };

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** All files of the page by path; "/" is index.html. */
export async function loadPage(): Promise<ReadonlyMap<string, PageFile>> {
  const folder = new URL('./page/', import.meta.url);
  const files = new Map<string, PageFile>();
  for (const name of await readdir(folder)) {
    const type = TYPES[name.split('.').at(-1) ?? ''];
    if (type === undefined) continue;
    const file = { bytes: await readFile(new URL(name, folder)), type };
    files.set(name === 'index.html' ? '/' : `/${name}`, file);
  }
  return files;
}
