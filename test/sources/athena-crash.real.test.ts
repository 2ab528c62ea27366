// A process killed at any point of a question to Athena: the next one takes up the same query, and it was begun once.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { record } from '../archive/sample-logs.ts';
import { type AthenaStage, athenaStage } from './athena/stage.ts';
import { calls, NOW } from './event-history/stage.ts';

const EVENTS = calls(600, (index) => record({ id: `e${index}`, name: 'StopInstances' }));
const SCRIPT = new URL('./athena/kill-child.ts', import.meta.url).pathname;

describe('a process that asks Athena', () => {
  let here: AthenaStage;
  let folder: string;
  let children: ChildProcess[];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'whodid-athena-'));
    children = [];
    here = await athenaStage({ events: EVENTS });
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    await here.close();
    rmSync(folder, { recursive: true });
  });

  function ask() {
    const argument = JSON.stringify({ url: here.aws.url, book: join(folder, 'book'), nowMs: NOW + 60_000 });
    const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, argument], {
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

  const seen = (operation: string, times: number) => () => here.calls(operation).length >= times;
  const POINTS: readonly (readonly [string, () => void, () => () => boolean])[] = [
    // The answer is on its way while the process dies: only the intention is written down.
    [
      'as its query is begun',
      () => here.aws.inject({ kind: 'slow', ms: 5_000, operation: 'StartQueryExecution' }),
      () => seen('StartQueryExecution', 1),
    ],
    [
      'while its query runs',
      () => {
        here.aws.athena.settings.runMs = 1_500;
      },
      () => seen('GetQueryExecution', 2),
    ],
    [
      'while it reads the rows',
      () => here.aws.inject({ kind: 'slow', ms: 5_000, operation: 'GetQueryResults', nth: 2 }),
      () => seen('GetQueryResults', 2),
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
    expect(here.aws.athena.executions()).toHaveLength(1);
    expect(here.calls('StopQueryExecution')).toEqual([]);
  });
});
