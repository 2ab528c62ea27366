// The fake as a process of its own, for tests that kill the bot and benchmarks over several processes: reads one JSON
// object of options from its first argument (`eventsFile`: JSON lines or {"Records": […]}; `now`: epoch milliseconds
// from which its clock ticks), prints one JSON line {"port","url"} when it listens, and obeys /_control/ until stopped.
import { readFileSync } from 'node:fs';
import { type Controlled, serveControl } from './control-api.ts';
import { type FakeAwsOptions, startFakeAws } from './fake-aws.ts';
import { type Dict, dictAt, isDict, listAt, numberAt, parseJson, textAt } from './json.ts';

function readOptions(text: string | undefined): Dict {
  const parsed = text === undefined ? {} : parseJson(text);
  if (!isDict(parsed)) throw new Error('the argument has to be a JSON object');
  return parsed;
}

function readEvents(path: string): readonly Dict[] {
  const text = readFileSync(path, 'utf8');
  const whole = parseJson(text);
  if (isDict(whole) && Array.isArray(whole.Records)) return whole.Records.filter(isDict);
  return text.split('\n').flatMap((line) => {
    const record = parseJson(line);
    return isDict(record) ? [record] : [];
  });
}

const options = readOptions(process.argv[2]);
const file = textAt(options, 'eventsFile');
const given = listAt(options, 'events').filter(isDict);
const startedMs = Date.now();
let offsetMs = (numberAt(options, 'now') ?? startedMs) - startedMs;
const holder: { controlled?: Controlled } = {};

const fake = await startFakeAws({
  // Seeds come from a test of ours, as JSON; their shapes are checked where they are used.
  ...(options as unknown as FakeAwsOptions),
  events: file === undefined ? given : [...readEvents(file), ...given],
  lake: dictAt(options, 'lake'),
  clock: () => Date.now() + offsetMs,
  extra: (request, response) => (holder.controlled ? serveControl(holder.controlled, request, response) : false),
});
holder.controlled = {
  fake,
  advance: (ms) => {
    offsetMs += ms;
    return Date.now() + offsetMs;
  },
};
process.stdout.write(`${JSON.stringify({ port: fake.port, url: fake.url })}\n`);

const stop = (): void => {
  void fake.close().finally(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
