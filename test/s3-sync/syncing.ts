// Started as a process of its own by the crash stage: `syncing.ts URL DATA DAYS`. Copies the sample bucket and says what came
// of it as one JSON text; before it, a line `lost KEY` for each object whose answer did not come through, to be asked for again.

import { isTrouble } from '../../src/aws/aws-trouble.ts';
import { bucketCalls } from '../../src/aws/s3.ts';
import { syncBucket } from '../../src/s3-sync/sync-bucket.ts';
import { DAY, HOME, NOW } from '../fakes/aws/sample-record.ts';
import { BUCKET, BUCKET_KEYS } from './log-objects.ts';

const [url = '', dataDir = '', days = '1'] = process.argv.slice(2);
const clock = () => NOW;
const reach = { bucket: BUCKET, region: HOME, role: null };
const calls = bucketCalls({ endpoint: url, credentials: BUCKET_KEYS }, reach, clock, 'test');
const telling: typeof calls = {
  ...calls,
  async get(key, signal) {
    const got = await calls.get(key, signal);
    if (isTrouble(got)) process.stdout.write(`lost ${key}\n`);
    return got;
  },
};
const report = await syncBucket(
  {
    calls: telling,
    address: { bucket: BUCKET, prefix: '', narrowed: [] },
    dataDir,
    clock,
    diskBytesMax: 1e9,
    keepDays: null,
  },
  { fromMs: NOW - Number(days) * DAY, toMs: NOW },
);
calls.close();
process.stdout.write(`${JSON.stringify(report)}\n`);
