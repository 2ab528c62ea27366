// All events of an answer handed over part by part, and written to a file that has its name only once it is whole; the
// table they come from, made by the statements that the command line shows.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../src/ask.ts';
import { athenaCalls } from '../src/aws/athena.ts';
import { askToCsv } from '../src/cli/ask-csv.ts';
import { wantedTable } from '../src/cli/athena.ts';
import { readConfig } from '../src/config/read-config.ts';
import type { Source } from '../src/domain/source.ts';
import { renderCsv } from '../src/render/csv.ts';
import { renderExported } from '../src/render/exported.ts';
import { setUp } from '../src/sources/athena/set-up.ts';
import { setupStatements } from '../src/sources/athena/table-ddl.ts';
import { DEFAULT_REGIONS } from '../src/sources/event-history/default-regions.ts';
import { record } from './archive/sample-logs.ts';
import { ADDRESS, type AthenaStage, athenaStage, SAMPLE_GROUP, seed, WANTED } from './sources/athena/stage.ts';
import { ACCOUNT, calls, NOW } from './sources/event-history/stage.ts';
import { KEY } from './sources/lake/stage.ts';

const EVENTS = calls(230, (index) =>
  record({ id: `e${index}`, name: 'StopInstances', error: index % 10 === 0 ? 'UnauthorizedOperation' : null }),
);
const ASKED = { now: NOW, zone: 'Europe/Berlin', locale: 'en-GB' };
const QUESTION = 'who stopped instances between 2026-11-15 and 2026-11-20 10:30';

describe('a question whose events go to a file', () => {
  let here: AthenaStage;
  const folder = mkdtempSync(join(tmpdir(), 'whodid-export-'));
  const file = join(folder, 'all.csv');
  beforeAll(async () => {
    here = await athenaStage({ events: [...EVENTS, ...EVENTS.slice(0, 20)] });
  });
  afterAll(async () => {
    await here.close();
    rmSync(folder, { recursive: true });
  });

  it('has the rows of its answer, the person apart, and the same receipt', async () => {
    const exported = await askToCsv(QUESTION, file, ASKED, { sources: [here.source] }, {});
    const answer = await ask(QUESTION, ASKED, { sources: [here.source] });
    if (exported.status !== 'exported' || answer.status !== 'answered') throw new Error(JSON.stringify(exported));
    expect(exported).toMatchObject({ counts: { done: 207, attempted: 23, related: 0 }, window: answer.window });
    const gaps = answer.receipt.gaps.map(({ detail }) => detail);
    expect(exported.receipt.gaps.map(({ detail }) => detail)).toEqual(gaps);
    expect(exported.receipt.duplicates).toBe(20);
    const lines = (text: string) => text.replace('\uFEFF', '').trim().split('\r\n').sort();
    expect(lines(readFileSync(file, 'utf8'))).toEqual(lines(renderCsv(answer, { bom: false })));
    expect(readdirSync(folder)).toEqual(['all.csv']);
    expect(renderExported(exported, file)).toContain(`230 events were written to ${file}: 207 done, 23 attempted`);
  });

  it('reads a source that cannot hand over as a whole', async () => {
    const { stream: _, ...whole } = here.source;
    const exported = await askToCsv(QUESTION, file, ASKED, { sources: [whole satisfies Source] }, {});
    expect(exported).toMatchObject({ status: 'exported', counts: { done: 207, attempted: 23 } });
  });

  it('leaves no file where it is refused, fails, or breaks off', async () => {
    const other = join(folder, 'other.csv');
    expect(await askToCsv('who', other, ASKED, { sources: [here.source] }, {})).toMatchObject({ status: 'refused' });
    const stop = new AbortController();
    const stopping: Source = {
      ...here.source,
      stream: (request, take) =>
        here.source.stream?.(request, async (events) => {
          await take(events);
          stop.abort();
        }) ?? Promise.reject(new Error('no stream')),
    };
    const stopped = await askToCsv(QUESTION, other, ASKED, { sources: [stopping] }, { signal: stop.signal });
    expect(stopped).toMatchObject({ status: 'failed', failure: { failure: 'cancelled' } });
    expect(existsSync(other)).toBe(false);
    expect(readdirSync(folder)).toEqual(['all.csv']);
    const nowhere = join(folder, 'nowhere', 'x.csv');
    await expect(askToCsv(QUESTION, nowhere, ASKED, { sources: [here.source] }, {})).rejects.toThrow('ENOENT');
  });

  it('finds out that it cannot write before anything is paid, and leaves an earlier file as it is', async () => {
    const before = here.aws.athena.executions().length;
    for (const name of [folder, join(folder, 'nowhere', 'x.csv')]) {
      const asking = askToCsv(QUESTION, name, ASKED, { sources: [here.source] }, {});
      await expect(asking).rejects.toMatchObject({ code: expect.stringMatching(/EISDIR|ENOENT/), syscall: 'open' });
    }
    expect(here.aws.athena.executions()).toHaveLength(before);
    const earlier = readFileSync(file, 'utf8');
    expect(await askToCsv('who', file, ASKED, { sources: [here.source] }, {})).toMatchObject({ status: 'refused' });
    expect(readFileSync(file, 'utf8')).toBe(earlier);
    expect(readdirSync(folder)).toEqual(['all.csv']);
  });

  it('shows all that was paid for it, what its names stand for included', async () => {
    const before = here.aws.athena.executions().length;
    const asked = 'who stopped instance sample-web between 2026-11-15 and 2026-11-20 10:30';
    const exported = await askToCsv(asked, file, ASKED, { sources: [here.source] }, {});
    if (exported.status !== 'exported') throw new Error(JSON.stringify(exported));
    const queries = here.aws.athena.executions().slice(before);
    expect(queries.length).toBeGreaterThan(1);
    const paid = queries.reduce((total, { bytesScanned }) => total + bytesScanned, 0);
    expect(exported.receipt.sources).toMatchObject([{ source: 'athena', bytesScanned: paid }]);
  });
});

describe('whodid athena setup', () => {
  const ENV = {
    HOME: '/home/sample',
    WHODID_ATHENA_WORKGROUP: 'whodid',
    WHODID_ATHENA_REGION: 'eu-west-1',
    WHODID_ATHENA_LOGS: 's3://sample-trail-logs',
    WHODID_ATHENA_ACCOUNTS: '111122223333',
  };
  const wanted = (env: Readonly<Record<string, string>>) => {
    const reading = readConfig(env);
    if (!reading.ok || reading.config.athena === null) throw new Error('settings that cannot be read');
    return wantedTable(reading.config.athena, reading.config);
  };
  const statementsIn = (name: string) =>
    readFileSync(new URL(`../deploy/athena/${name}.sql`, import.meta.url), 'utf8')
      .replace(/^--.*\n/gm, '')
      .trim();

  it.each([
    ['account', ENV],
    [
      'organisation',
      { ...ENV, WHODID_ATHENA_ACCOUNTS: '111122223333,444455556666', WHODID_ATHENA_ORGANIZATION: 'o-sampleorg1' },
    ],
  ])('makes of the settings what deploy/athena/%s.sql says', (name, env) => {
    const table = wanted(env);
    if (typeof table === 'string') throw new Error(table);
    expect(table.regions).toEqual(DEFAULT_REGIONS);
    expect(
      setupStatements(table)
        .map((sql) => `${sql};`)
        .join('\n\n'),
    ).toBe(statementsIn(name));
  });

  it('has the Regions where global services and sign-ins are logged, whatever Regions are named', () => {
    expect(wanted({ ...ENV, WHODID_AWS_REGIONS: 'eu-west-1' })).toMatchObject({
      regions: ['eu-west-1', 'us-east-1', 'us-east-2', 'eu-north-1', 'ap-southeast-2'],
    });
  });

  it('says which setting is missing', () => {
    expect(wanted({ ...ENV, WHODID_ATHENA_LOGS: '' })).toContain('WHODID_ATHENA_LOGS');
    expect(wanted({ ...ENV, WHODID_ATHENA_ACCOUNTS: '' })).toContain('WHODID_ATHENA_ACCOUNTS');
    const { WHODID_ATHENA_REGION: _, ...regionless } = ENV;
    expect(readConfig(regionless)).toMatchObject({ ok: false, problems: [expect.stringContaining('ATHENA_REGION')] });
  });

  it('makes a table that can be asked, twice if need be, and only in a workgroup with a limit', async () => {
    const here = await athenaStage({ events: EVENTS.slice(0, 3), athena: seed({ tables: [], databases: [] }) });
    const aws = athenaCalls({ endpoint: here.aws.url, credentials: KEY }, ADDRESS);
    const waits = { waitMs: () => 1, lookEveryMs: 1 };
    try {
      for (let times = 0; times < 2; times++)
        expect(await setUp(aws, ADDRESS, setupStatements(WANTED), waits)).toBeNull();
      expect((await here.read({ kind: 'account', account: ACCOUNT })).events).toHaveLength(3);
      const { cutoffBytes: _, ...limitless } = SAMPLE_GROUP;
      here.aws.athena.workGroups.splice(0, 1, limitless);
      const before = here.calls('StartQueryExecution').length;
      expect(await setUp(aws, ADDRESS, setupStatements(WANTED), waits)).toMatchObject({
        failure: 'not-allowed',
        instead: expect.stringContaining('BytesScannedCutoffPerQuery'),
      });
      expect(here.calls('StartQueryExecution')).toHaveLength(before);
    } finally {
      aws.close();
      await here.close();
    }
  });
});
