// The built command line as a person or a script meets it: exit status, what is on which stream, and sentences for every
// kind of bad input. Runs dist/, which `npm test` builds first.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecord } from '../records/a-record.ts';

const BIN = new URL('../../bin/whodid.js', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'whodid-cli-'));
const logs = join(folder, 'logs');
const ID = 'i-0123456789abcdef0';

beforeAll(() => {
  mkdirSync(logs);
  const record = aRecord({ eventName: 'TerminateInstances', eventID: 'event-1' });
  writeFileSync(join(logs, 'a.json'), JSON.stringify({ Records: [record, record] }));
  mkdirSync(join(folder, 'empty'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function whodid(...args: readonly string[]) {
  const env = { PATH: process.env.PATH ?? '', HOME: folder, WHODID_DATA: join(folder, 'data') };
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { env, encoding: 'utf8' });
  expect(`${stdout}${stderr}`).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
  return { status, stdout, stderr };
}

const WHEN = ['--now', '2026-03-18T09:00:00Z', '--tz', 'UTC'] as const;

describe('whodid ask', () => {
  it('answers with status 0, one JSON line on stdout and nothing else there', () => {
    const { status, stdout } = whodid('ask', `who terminated ${ID}?`, '--logs', logs, '--json', ...WHEN);
    expect(status).toBe(0);
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      status: 'answered',
      done: ['event-1'],
      receipt: { duplicates: 1, complete: true },
    });
  });

  it('answers with status 0 when nothing was found', () => {
    const { status, stdout } = whodid('ask', 'who terminated i-00000000000000000?', '--logs', logs, ...WHEN);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Nobody \(no ec2:TerminateInstances on\s+i-0+\),\s+in\s+this\s+file/);
  });

  it('refuses with status 2 and says what to type instead', () => {
    const { status, stdout } = whodid('ask', 'i-0123 terminate', '--logs', logs, ...WHEN);
    expect(status).toBe(2);
    expect(stdout).toContain(`${ID} terminate`);
  });

  it('without logs to ask says what to set, with status 2', () => {
    const { status, stdout, stderr } = whodid('ask', `who terminated ${ID}?`);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('--logs');
  });

  it.each([
    ['a folder that is not there', 'nowhere'],
    ['a folder without logs', 'empty'],
  ])('of %s says so, with status 1', (_what, name) => {
    const { status, stdout } = whodid('ask', `who terminated ${ID}?`, '--logs', join(folder, name), ...WHEN);
    expect(status).toBe(1);
    expect(stdout).toContain(name);
  });

  it.each([
    ['nothing', ''],
    ['10,000 characters', 'who deleted '.repeat(834)],
    ['emoji', '🔥🔥🔥 ¿? 💥'],
    ['an unknown verb', `who defenestrated ${ID}?`],
    ['a day that does not exist', `who terminated ${ID} on 31 February?`],
    ['the future', `who terminated ${ID} tomorrow?`],
    ['an inverted window', `who terminated ${ID} from 2026-03-10 to 2026-03-01?`],
  ])('of %s says what was wrong, with status 2', (_what, text) => {
    const { status, stdout } = whodid('ask', text, '--logs', logs, ...WHEN);
    expect(status).toBe(2);
    expect(stdout.trim().length).toBeGreaterThan(20);
  });

  it('of a zone or an instant it does not know says how to write one', () => {
    expect(whodid('ask', `who terminated ${ID}?`, '--logs', logs, '--tz', 'Mars/Olympus')).toMatchObject({ status: 2 });
    expect(whodid('ask', `who terminated ${ID}?`, '--logs', logs, '--now', 'yesterday').stdout).toContain(
      '2026-01-31T',
    );
  });

  it('takes a file of questions and gives one line for each, in order, whatever each is', () => {
    const file = join(folder, 'questions.jsonl');
    const entries = [
      { id: 'a', question: `who terminated ${ID}?`, now: '2026-03-18T09:00:00Z', tz: 'UTC' },
      { id: 'b', question: 'hm', now: '2026-03-18T09:00:00Z', tz: 'UTC' },
      { id: 'c', question: `who terminated ${ID}?`, now: 'then', tz: 'UTC' },
    ];
    writeFileSync(file, `${entries.map((entry) => JSON.stringify(entry)).join('\n')}\nnot json\n`);
    const { status, stdout } = whodid('ask', '--batch', file, '--logs', logs);
    const replies = stdout
      .trim()
      .split('\n')
      .map((line): { id?: string; status: string } => JSON.parse(line));
    expect(status).toBe(0);
    expect(replies.map((reply) => [reply.id, reply.status])).toEqual([
      ['a', 'answered'],
      ['b', 'refused'],
      ['c', 'refused'],
      [undefined, 'refused'],
    ]);
  });
});

describe('the other verbs', () => {
  it('help lists them; an unknown one is refused with the list', () => {
    expect(whodid('help')).toMatchObject({ status: 0, stderr: '' });
    expect(whodid('frobnicate')).toMatchObject({ status: 2, stdout: '' });
    expect(whodid('ask', '--frobnicate')).toMatchObject({ status: 2 });
  });

  it.each([
    ['no name', ['--csv', '']],
    ['--json', ['--csv', 'x.csv', '--json']],
    ['--batch', ['--csv', 'x.csv', '--batch', 'x.jsonl']],
  ])('refuses a file of events with %s', (_, more) => {
    const { status, stderr } = whodid('ask', `who terminated ${ID}?`, '--logs', logs, ...more);
    expect(status).toBe(2);
    expect(stderr).toContain('--csv takes the name of a file');
  });

  it('explain says how a question is read, without logs', () => {
    const { status, stdout } = whodid('explain', `who terminated ${ID} yesterday?`, ...WHEN, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      event_names: ['ec2:TerminateInstances'],
      window: { from: '2026-03-17T00:00:00Z', to: '2026-03-18T00:00:00Z' },
    });
  });

  it('doctor tries what is configured, and its status says whether something failed', () => {
    const fine = whodid('doctor', '--logs', logs, '--json');
    expect(fine.status).toBe(0);
    expect(JSON.parse(fine.stdout)).toMatchObject({ ok: true });
    const broken = whodid('doctor', '--logs', join(folder, 'nowhere'));
    expect(broken.status).toBe(1);
    expect(broken.stdout).toMatch(/FAILED {2}log folder/);
  });

  it('ingest says what it read, and names what it could not', () => {
    const broken = join(folder, 'broken');
    mkdirSync(broken);
    writeFileSync(join(broken, 'whole.json'), JSON.stringify({ Records: [aRecord()] }));
    writeFileSync(join(broken, 'cut.json'), JSON.stringify({ Records: [aRecord(), aRecord()] }).slice(0, -30));
    const { status, stdout } = whodid('ingest', broken);
    expect(status).toBe(0);
    expect(stdout).toContain('Gap: "cut.json"');
  });
});
