// The objects of a sample trail's bucket: small log files for each place and day, made only when they are read.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { SeedObject } from '../../src/fakes/aws/s3/buckets.ts';
import { DAY, DEV, HOME, NOW, PROD, record } from '../fakes/aws/sample-record.ts';

/** Of the credentials that may read the bucket. */
export const BUCKET_KEYS = { accessKeyId: 'AKIASAMPLEPROD000001', secretAccessKey: 'sample-secret-prod' };
export const BUCKET = 'sample-trail-logs';
export const PLACES = [`${PROD}/CloudTrail/${HOME}`, `${PROD}/CloudTrail/us-east-1`, `${DEV}/CloudTrail/${HOME}`];

/** The day (UTC) so many days before the fake's now. */
export const day = (before: number) => new Date(NOW - before * DAY).toISOString().slice(0, 10);

export interface Filling {
  readonly places?: readonly string[];
  /** Days back from now. */
  readonly days: number;
  /** Files for each place and day. */
  readonly files?: number;
  readonly prefix?: string;
  readonly kmsKey?: string;
}

/** Log files, made only when they are read; each has one event. Only what lies before the fake's now. */
export function* logFiles({ places = PLACES, days, files = 2, prefix = '', kmsKey }: Filling): Generator<SeedObject> {
  for (let before = days - 1; before >= 0; before--) {
    for (const place of places) {
      for (let at = 0; at < files; at++) {
        const ms = Date.parse(`${day(before)}T00:00:00Z`) + Math.floor(((at + 0.5) * DAY) / files);
        if (ms < NOW) yield logFile(prefix, place, ms, at, kmsKey);
      }
    }
  }
}

export function logFile(prefix: string, place: string, ms: number, at: number, kmsKey?: string): SeedObject {
  const [region = '', , account = ''] = place.split('/').reverse();
  const stamp = new Date(ms).toISOString();
  const minute = stamp.slice(0, 16).replace(/[-:]/g, '');
  const name = `${account}_CloudTrail_${region}_${minute}Z_${String(at).padStart(8, 'a')}.json.gz`;
  const id = `${account.slice(0, 8)}-${region.charCodeAt(0)}0-4000-8000-${String(ms).slice(1)}`;
  const body = () => {
    const one = record(0, {
      eventID: id,
      eventTime: new Date(ms - 300_000).toISOString().replace('.000Z', 'Z'),
      awsRegion: region,
      recipientAccountId: account,
      requestID: id,
    });
    return gzipSync(JSON.stringify({ Records: [one] }));
  };
  const key = `${prefix}AWSLogs/${place}/${stamp.slice(0, 10).replaceAll('-', '/')}/${name}`;
  return { key, body, modifiedMs: ms, ...(kmsKey === undefined ? {} : { kmsKey }) };
}

/** Paths of the log files in a folder of copies. */
export function filesIn(folder: string, below = ''): readonly string[] {
  return readdirSync(join(folder, below)).flatMap((name) => {
    const path = below === '' ? name : `${below}/${name}`;
    if (statSync(join(folder, path)).isDirectory()) return filesIn(folder, path);
    return name.endsWith('.json.gz') ? [path] : [];
  });
}
