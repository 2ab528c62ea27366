// A process to be killed in the middle of a question to Athena. Its book is a file.
// Argument: JSON of {url, book, nowMs}. Prints the number of events when it got so far, else the failure.
import { isFailure } from '../../../src/domain/failure.ts';
import { athenaSource } from '../../../src/sources/athena.ts';
import { action } from '../event-history/sample-tests.ts';
import { request } from '../event-history/stage.ts';
import { fileBook } from '../lake/file-book.ts';
import { KEY } from '../lake/stage.ts';
import { ADDRESS } from './stage.ts';

const { url, book, nowMs } = JSON.parse(process.argv[2] ?? '') as { url: string; book: string; nowMs: number };
const shift = nowMs - Date.now();
const clock = () => Date.now() + shift;

const source = athenaSource({ ...ADDRESS, aws: { endpoint: url, credentials: KEY }, clock, waitMs: () => 20 });
const queries = fileBook(book, clock);
const found = await source.events(request(action('ec2', 'StopInstances'), { queries }));
process.stdout.write(
  isFailure(found) ? JSON.stringify(found) : `${found.events.length} ${found.coverage.gaps.length}\n`,
);
source.close();
