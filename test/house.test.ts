// What a newcomer meets first: no file too long to read in one sitting, no loosened types, nothing registered twice or not.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verbNames } from '../src/cli/main.ts';

const ROOT = new URL('..', import.meta.url).pathname;
const LINES_MAX = 350;

const files = ['src', 'commands', 'jobs', 'test', 'bench', 'scripts', 'bin'].flatMap((folder) =>
  walk(join(ROOT, folder)),
);
const code = files.filter((file) => /\.(ts|js|mjs|css|html)$/.test(file));
const typed = code.filter((file) => file.endsWith('.ts'));

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}

/** Comments (but for the compiler's own) and texts are prose: "any" is a word there. */
function withoutWords(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/\/\/(?!.*@ts-).*/g, '')
    .replace(/`[^`\n]*`|'[^'\n]*'/g, "''");
}

function offenders(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap((path) => {
    const lines = withoutWords(readFileSync(path, 'utf8')).split('\n');
    return lines.flatMap((line, at) =>
      pattern.test(line) ? [`${relative(ROOT, path)}:${at + 1} ${line.trim()}`] : [],
    );
  });
}

describe('the house', () => {
  it('is really looked at', () => {
    expect(typed.length).toBeGreaterThan(100);
  });

  it(`has no file over ${LINES_MAX} lines`, () => {
    const long = code.filter((file) => readFileSync(file, 'utf8').split('\n').length > LINES_MAX + 1);
    expect(long.map((file) => relative(ROOT, file))).toEqual([]);
  });

  it('has no loosened types', () => {
    const here = relative(ROOT, new URL(import.meta.url).pathname);
    const others = typed.filter((file) => relative(ROOT, file) !== here);
    expect(offenders(others, /:\s*any\b|\bas any\b|<any>|@ts-ignore|@ts-expect-error|@ts-nocheck|\.only\(/)).toEqual(
      [],
    );
  });

  it('has no junk-drawer folders', () => {
    const folders = new Set(files.flatMap((file) => relative(ROOT, file).split('/').slice(0, -1)));
    for (const name of ['utils', 'helpers', 'common', 'misc', 'lib']) expect([...folders]).not.toContain(name);
  });

  it('opens every module with a comment that says what it does', () => {
    const bare = typed.filter(
      (file) => /\/(src|commands|jobs)\//.test(file) && !/^(\/\/|\/\*\*)/.test(readFileSync(file, 'utf8')),
    );
    expect(bare.map((file) => relative(ROOT, file))).toEqual([]);
  });

  it('has a file for each verb of the command line', () => {
    const present = readdirSync(join(ROOT, 'src/cli')).map((name) => name.replace('.ts', ''));
    expect(verbNames.filter((name) => !present.includes(name))).toEqual([]);
  });
});
