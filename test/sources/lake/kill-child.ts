// A process to be killed in the middle of a question to Lake. Its book is a file, as durable as it needs to be here.
// Argument: JSON of {url, book, nowMs}. Prints the number of events when it got so far, else the failure.
import { isFailure } from '../../../src/domain/failure.ts';
import { lakeSource } from '../../../src/sources/lake.ts';
import { action } from '../event-history/sample-tests.ts';
import { request } from '../event-history/stage.ts';
import { fileBook } from './file-book.ts';
import { KEY, STORE_ARN } from './stage.ts';

const { url, book, nowMs } = JSON.parse(process.argv[2] ?? '') as { url: string; book: string; nowMs: number };
const shift = nowMs - Date.now();
const clock = () => Date.now() + shift;

const queries = fileBook(book, clock);

const source = lakeSource({ aws: { endpoint: url, credentials: KEY }, dataStore: STORE_ARN, clock, waitMs: () => 20 });
const found = await source.events(request(action('ec2', 'StopInstances'), { queries }));
process.stdout.write(
  isFailure(found) ? JSON.stringify(found) : `${found.events.length} ${found.coverage.gaps.length}\n`,
);
source.close();
