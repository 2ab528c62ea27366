// Chains of a generated organisation, told by somebody who knows them: all that can be known are found, none else.
// By hand over more seeds: WHODID_CHAIN_SEEDS=40 npx vitest run test/identity/organisation.test.ts
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { ask } from '../../src/ask.ts';
import type { Reply } from '../../src/domain/answer.ts';
import type { Source } from '../../src/domain/source.ts';
import { archiveSource } from '../../src/sources/archive.ts';
import { stage } from '../sources/event-history/stage.ts';
import { ACCOUNTS, GLOBAL, type Raw, REGION } from './organisation/cloud.ts';
import { type Generated, generate } from './organisation/generate.ts';
import { differences } from './organisation/judge.ts';
import type { Story } from './organisation/story.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const START = Date.parse('2026-11-15T06:00:00Z');
const SEEDS = Array.from({ length: Number(process.env.WHODID_CHAIN_SEEDS ?? 2) }, (_, index) => index + 1);
const ASKED = { now: NOW, zone: 'Europe/Berlin', locale: 'en-GB' };

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'whodid-chains-'));
  folders.push(folder);
  return folder;
}

/** One log file for each account and Region, as a trail writes them. */
function writeLogs(records: readonly Raw[]): string {
  const folder = temporary();
  const files = new Map<string, Raw[]>();
  for (const record of records) {
    const key = `${record.recipientAccountId}_CloudTrail_${record.awsRegion}_20261115T0000Z`;
    files.set(key, [...(files.get(key) ?? []), record]);
  }
  mkdirSync(folder, { recursive: true });
  for (const [name, Records] of files)
    writeFileSync(join(folder, `${name}_x.json.gz`), gzipSync(JSON.stringify({ Records })));
  return folder;
}

async function ruled(stories: readonly Story[], source: Source, facts = true): Promise<readonly string[]> {
  const replies = new Map<string, Reply>();
  const wrong: string[] = [];
  for (const story of stories) {
    const known = replies.get(story.instance);
    const reply = known ?? (await ask(`who terminated ${story.instance}?`, ASKED, { sources: [source] }));
    replies.set(story.instance, reply);
    wrong.push(...differences(story, reply, facts));
  }
  return wrong;
}

async function fromArchive(records: readonly Raw[], stories: readonly Story[]): Promise<readonly string[]> {
  const source = archiveSource({ folder: writeLogs(records), dataDir: temporary() });
  try {
    return await ruled(stories, source);
  } finally {
    await source.close();
  }
}

async function fromHistory(records: readonly Raw[], stories: readonly Story[]): Promise<readonly string[]> {
  const [own, ...others] = ACCOUNTS;
  const roles = others.map((account) => ({ arn: `arn:aws:iam::${account}:role/whodid`, trusts: [own] }));
  const regions = [REGION, GLOBAL];
  const aws = await stage(
    {
      events: records,
      clock: () => NOW,
      accounts: ACCOUNTS.map((id) => ({ id, name: `sample-${id}`, management: id === own })),
      roles,
    },
    {
      clock: () => NOW,
      targets: [
        { accountId: own, regions },
        ...others.map((accountId) => ({ accountId, regions, roleArn: `arn:aws:iam::${accountId}:role/whodid` })),
      ],
    },
  );
  try {
    return await ruled(stories, aws.source, false);
  } finally {
    await aws.close();
  }
}

function answeredByHistory({ known }: Generated): readonly Story[] {
  return known.filter(({ notInHistory, hint }) => notInHistory === undefined || hint !== undefined);
}

describe.each(SEEDS)('a generated organisation (seed %i)', (seed) => {
  const made = generate(seed, START);

  it('has forty chains that can be known, and ten that cannot', () => {
    expect(made.known.length).toBeGreaterThanOrEqual(40);
    expect(made.unknown).toHaveLength(10);
    expect(new Set(made.records.map(({ recipientAccountId }) => recipientAccountId)).size).toBe(3);
  });

  it('has every known chain found from its logs', async () => {
    expect(await fromArchive(made.records, made.known)).toEqual([]);
  });

  it('has nobody named where nobody can be, and is told what would settle it', async () => {
    expect(await fromArchive(made.records, made.unknown)).toEqual([]);
  });

  // Over loopback it takes seconds: with one seed, unless more are asked for.
  it.skipIf(seed > 1 && process.env.WHODID_CHAIN_SEEDS === undefined)(
    'has the same found by event history, but for what is only looked up for free',
    async () => {
      expect(await fromHistory(made.records, [...answeredByHistory(made), ...made.unknown])).toEqual([]);
      const left = made.known.filter((story) => !answeredByHistory(made).includes(story));
      expect(left.map(({ name }) => name)).toEqual(['a machine’s key', 'a deleted stack beside another']);
    },
  );
});
