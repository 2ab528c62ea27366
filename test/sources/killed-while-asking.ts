// A process killed at any point of a question to a service that runs queries: the next one takes up the same query, and it was
// begun once. The same for each such service.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeAws } from '../../src/fakes/aws/fake-aws.ts';
import { record } from '../archive/sample-logs.ts';
import { calls, NOW } from './event-history/stage.ts';

interface Stage {
  readonly aws: FakeAws;
  calls(operation: string): readonly unknown[];
  close(): Promise<void>;
}

export interface KilledService {
  readonly name: string;
  /** Asks in a process of its own. */
  readonly script: URL;
  readonly open: (given: { readonly events: ReturnType<typeof calls> }) => Promise<Stage>;
  /** Names of its operations; `look`: as often as it was called when a running query has been looked at. */
  readonly begin: string;
  readonly look: readonly [string, number];
  readonly cancel: string;
  /** The page of rows in whose reading the process dies, counting every call of GetQueryResults. */
  readonly page: number;
  readonly runFor: (aws: FakeAws, ms: number) => void;
  readonly queries: (aws: FakeAws) => readonly unknown[];
  /** False: the same call again is the same query there, so that it may be made twice. */
  readonly begunOnce: boolean;
}

const EVENTS = calls(600, (index) => record({ id: `e${index}`, name: 'StopInstances' }));

export function killedWhileAsking(service: KilledService): void {
  describe(`a process that asks ${service.name}`, () => {
    let here: Stage;
    let folder: string;
    let children: ChildProcess[];
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'whodid-killed-'));
      children = [];
      here = await service.open({ events: EVENTS });
    });
    afterEach(async () => {
      for (const child of children) child.kill('SIGKILL');
      await here.close();
      rmSync(folder, { recursive: true });
    });

    function ask() {
      const argument = JSON.stringify({ url: here.aws.url, book: join(folder, 'book'), nowMs: NOW + 60_000 });
      const child = spawn(process.execPath, ['--import', 'tsx', service.script.pathname, argument], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      children.push(child);
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
      const over = new Promise<string>((resolve) => child.once('close', () => resolve(said.trim())));
      return { over, kill: () => child.kill('SIGKILL') };
    }

    const slow = (operation: string, nth = 1) => here.aws.inject({ kind: 'slow', ms: 5_000, operation, nth });
    const seen = (operation: string, times: number) => () => here.calls(operation).length >= times;
    const POINTS: readonly (readonly [string, () => void, () => () => boolean])[] = [
      // The answer is on its way while the process dies: only the intention is written down.
      ['as its query is begun', () => slow(service.begin), () => seen(service.begin, 1)],
      ['while its query runs', () => service.runFor(here.aws, 1_500), () => seen(...service.look)],
      [
        'while it reads the rows',
        () => slow('GetQueryResults', service.page),
        () => seen('GetQueryResults', service.page),
      ],
    ];
    it.each(POINTS)('killed %s, leaves one query, which the next one takes up', async (_, arrange, reached) => {
      arrange();
      const first = ask();
      while (!reached()()) await new Promise((resolve) => setTimeout(resolve, 5));
      first.kill();
      expect(await first.over).toBe('');
      here.aws.clearFaults();
      expect(await ask().over).toBe('600 0');
      if (service.begunOnce) expect(here.calls(service.begin)).toHaveLength(1);
      expect(service.queries(here.aws)).toHaveLength(1);
      expect(here.calls(service.cancel)).toEqual([]);
    });
  });
}
