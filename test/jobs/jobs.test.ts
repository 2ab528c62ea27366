// The list of jobs is the folder, and every kind of job the queue knows has one.
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { jobs } from '../../jobs/index.ts';
import { payloads } from '../../src/queue/payloads.ts';

it('lists every job of the folder', () => {
  const files = readdirSync(new URL('../../jobs', import.meta.url)).map((name) => name.replace('.ts', ''));
  expect(Object.values(jobs).map((job) => job.file)).toEqual(files.filter((name) => name !== 'index'));
});

it('has a job for every payload', () => {
  expect(Object.keys(jobs)).toEqual(Object.keys(payloads));
});
