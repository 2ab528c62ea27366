// Who may import whom. Reads every import of every source file, resolves it, and holds it against the rules below.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('..', import.meta.url).pathname.replace(/\/$/, '');

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : path.endsWith('.ts') ? [path] : [];
  });
}

const sources = ['src', 'commands', 'jobs'].flatMap((folder) => walk(join(ROOT, folder)));
const IMPORT = /(?:^|\n)\s*(?:import|export)(\s+type)?\s+(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\('([^']+)'\)/g;

const imports: readonly Import[] = sources.flatMap((path) =>
  [...readFileSync(path, 'utf8').matchAll(IMPORT)].map((match) => {
    const target = match[2] ?? match[3] ?? '';
    const to = target.startsWith('.') ? relative(ROOT, join(dirname(path), target)) : target;
    return { from: relative(ROOT, path), to, typeOnly: match[1] !== undefined };
  }),
);

/** Only this folder may import these packages. */
const OWNED: readonly (readonly [RegExp, RegExp])[] = [
  [/^@slack\//, /^src\/slack\//],
  [/^(bullmq|ioredis)$/, /^src\/queue\//],
  [/^(pg|@electric-sql\/pglite)(\/|$)/, /^src\/store\//],
  // The stand-in for AWS runs Lake's SQL for real, and must not lean on the archive's way of doing so.
  [/^@duckdb\//, /^src\/(archive|fakes\/aws)\//],
  [/^@aws-sdk\//, /^src\/aws\//],
  [/^@cloud-copilot\//, /^src\/catalog\//],
];

/** Folders that know no SDK, no disk and no clock. node:crypto and node:net compute, and read nothing. */
const PURE =
  /^src\/(domain|records|question|follow-up|planning|answer|render|access|ledger|identity|trails|approval|digest|exposure)\//;
const IMPURE_MODULE =
  /^node:(?!crypto$|net$)|^(@slack|bullmq|ioredis|pg|@electric-sql|@duckdb|@aws-sdk|pino|ws)|^src\/(archive|sources|store|queue|slack|config|cli|demo)\/|^src\/app\.ts$/;

function breaches(applies: (each: Import) => boolean): string[] {
  return imports.filter(applies).map((each) => `${each.from} → ${each.to}`);
}

describe('boundaries', () => {
  it('sees the whole tree', () => {
    expect(sources.length).toBeGreaterThan(80);
    expect(imports.length).toBeGreaterThan(250);
  });

  it('keeps each package behind one folder', () => {
    for (const [pack, owner] of OWNED) {
      expect(breaches(({ from, to }) => pack.test(to) && !owner.test(from))).toEqual([]);
    }
  });

  it('keeps the pure folders pure', () => {
    expect(breaches(({ from, to }) => PURE.test(from) && IMPURE_MODULE.test(to))).toEqual([]);
  });

  it('lets domain import only itself', () => {
    expect(breaches(({ from, to }) => from.startsWith('src/domain/') && !to.startsWith('src/domain/'))).toEqual([]);
  });

  it('lets the fakes import none of our other folders', () => {
    expect(
      breaches(
        ({ from, to }) =>
          /^src\/fakes\//.test(from) && /^(src|commands|jobs)\//.test(to) && !to.startsWith('src/fakes/'),
      ),
    ).toEqual([]);
  });

  it('lets only the demo and the command line import the fakes', () => {
    expect(
      breaches(({ from, to }) => to.startsWith('src/fakes/') && !/^src\/(fakes|demo|cli\/demo)/.test(from)),
    ).toEqual([]);
  });

  it('keeps commands and jobs apart', () => {
    expect(breaches(({ from, to }) => from.startsWith('commands/') && to.startsWith('jobs/'))).toEqual([]);
    expect(breaches(({ from, to }) => from.startsWith('jobs/') && to.startsWith('commands/'))).toEqual([]);
  });

  it('reads the environment in one place', () => {
    const readers = sources.filter((path) =>
      /process\.env\b/.test(readFileSync(path, 'utf8').replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')),
    );
    expect(readers.map((path) => relative(ROOT, path)).filter((path) => !path.startsWith('src/config/'))).toEqual([]);
  });

  it('reads the clock only where time enters', () => {
    const readers = sources.filter(
      (path) =>
        PURE.test(relative(ROOT, path)) && /Date\.now\(|new Date\(\)|performance\.now/.test(readFileSync(path, 'utf8')),
    );
    expect(readers.map((path) => relative(ROOT, path))).toEqual([]);
  });
});
