// Small log folders made for one test each: records of an invented sample account, in the containers CloudTrail uses.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Manifest } from '../../src/archive/manifest.ts';
import { type Failure, isFailure } from '../../src/domain/failure.ts';
import type { EventTest, ResourceRef } from '../../src/domain/question.ts';

export interface SampleRecord {
  readonly id?: string;
  readonly time?: string;
  readonly name?: string;
  readonly service?: string;
  readonly user?: string;
  readonly region?: string;
  readonly account?: string;
  readonly instance?: string;
  readonly readOnly?: boolean;
  readonly error?: string | null;
  readonly agent?: string;
  readonly ip?: string;
  readonly category?: string;
}

let made = 0;

export function record(sample: SampleRecord = {}): Record<string, unknown> {
  made += 1;
  const account = sample.account ?? '111122223333';
  const user = sample.user ?? 'sample-user';
  return {
    eventVersion: '1.09',
    eventID: sample.id ?? `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    eventTime: sample.time ?? '2026-03-01T12:00:00Z',
    eventSource: `${sample.service ?? 'ec2'}.amazonaws.com`,
    eventName: sample.name ?? 'StopInstances',
    awsRegion: sample.region ?? 'eu-west-1',
    sourceIPAddress: sample.ip ?? '192.0.2.10',
    userAgent: sample.agent ?? 'aws-cli/2.15.0',
    userIdentity: {
      type: 'IAMUser',
      userName: user,
      arn: `arn:aws:iam::${account}:user/${user}`,
      accountId: account,
      principalId: 'AIDASAMPLESAMPLE0000',
    },
    requestParameters: { instancesSet: { items: [{ instanceId: sample.instance ?? 'i-0aaaaaaaaaaaaaaa1' }] } },
    responseElements: null,
    ...(sample.error == null ? {} : { errorCode: sample.error }),
    readOnly: sample.readOnly ?? false,
    eventType: 'AwsApiCall',
    eventCategory: sample.category ?? 'Management',
    recipientAccountId: account,
  };
}

export function container(records: readonly unknown[]): string {
  return JSON.stringify({ Records: records });
}

/** CloudTrail's own name for a file delivered at `stamp` (`20260301T1205Z`). */
export function delivered(stamp: string, unique = 'AbCdEfGh12345678'): string {
  return `AWSLogs/111122223333/CloudTrail/eu-west-1/111122223333_CloudTrail_eu-west-1_${stamp}_${unique}.json.gz`;
}

/** Two fresh folders, and how to fill the first and to remove both. */
export function scratch(): {
  readonly folder: string;
  readonly dataDir: string;
  readonly put: (path: string, content: string | Buffer) => void;
  readonly remove: () => void;
} {
  const root = mkdtempSync(join(tmpdir(), 'whodid-archive-'));
  const folder = join(root, 'logs');
  mkdirSync(folder);
  return {
    folder,
    dataDir: join(root, 'data'),
    put: (path, content) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(
        join(folder, path),
        path.endsWith('.gz') && typeof content === 'string' ? gzipSync(content) : content,
      );
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The value, or the failure's words as an error. */
export function good<T>(value: T | Failure): T {
  if (isFailure(value)) throw new Error(`${value.what} ${value.why}`);
  return value;
}

export function problems(manifest: Manifest): Readonly<Record<string, string>> {
  return Object.fromEntries(manifest.files.flatMap(({ path, problem }) => (problem === null ? [] : [[path, problem]])));
}

export function resource(text: string): ResourceRef {
  return { text, form: 'id', type: null, tokens: [text.toLowerCase()], partial: false };
}

export function stopped(instance: string): EventTest {
  return {
    kind: 'all',
    tests: [
      { kind: 'action', service: 'ec2', name: 'StopInstances' },
      { kind: 'resource', resource: resource(instance) },
    ],
  };
}
