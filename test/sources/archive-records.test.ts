// The archive on public records that nobody here wrote. They stay outside the project: WHODID_RECORDS names their folder.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingestFolder } from '../../src/archive/ingest.ts';
import { archiveSource } from '../../src/sources/archive.ts';
import { good, problems, stopped } from '../archive/sample-logs.ts';

const records = process.env.WHODID_RECORDS;
const WINDOW = { from: null, to: '2030-01-01T00:00:00Z', zone: 'UTC', phrase: null };

describe.skipIf(records === undefined)('real records (set WHODID_RECORDS to run; skipped without it)', () => {
  let dataDir = '';
  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'whodid-records-'));
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it.each([
    ['invictus', 55, 2_900, 0],
    ['stratus', 35, 310, 0],
    ['traildiscover', 563, 314, 249],
    ['otrf', 1, 103, 0],
    ['injection', 1, 4, 0],
  ])('reads %s whole: %i files, %i distinct events, %i copies', async (name, files, events, duplicates) => {
    const manifest = good(await ingestFolder({ folder: join(records ?? '', name), dataDir }));
    expect(problems(manifest)).toEqual({});
    expect(manifest).toMatchObject({ events, duplicates });
    expect(manifest.files.filter((file) => file.events > 0)).toHaveLength(files);
  });

  it('finds one call among them, and stands behind it', async () => {
    const source = archiveSource({ folder: join(records ?? '', 'invictus'), dataDir });
    const terminated = stopped('i-0dbc91f429e48eeed');
    const test = terminated.kind === 'all' ? terminated.tests.slice(1) : [];
    const read = good(
      await source.events({
        test: { kind: 'all', tests: [{ kind: 'action', service: 'ec2', name: 'TerminateInstances' }, ...test] },
        window: WINDOW,
        order: 'oldest-first',
        limit: null,
      }),
    );
    expect(read.events.map(({ eventTime, actor }) => [eventTime, actor.name])).toEqual([
      ['2023-07-10T12:08:06Z', 'bert-jan'],
    ]);
    expect(read.coverage).toMatchObject({ eventsExamined: 2_900, filesRead: 55, gaps: [] });
    expect(await source.completions('i-0dbc', 5)).toEqual(['i-0dbc91f429e48eeed']);
    await source.close();
  });
});
