// The fake as a process of its own, for tests that kill the bot: reads one JSON object of options from its first
// argument, prints one JSON line {"port","url","apiUrl"} when it listens, and obeys /_control/ until it is stopped.

import { serveControl } from './control-api.ts';
import { type FakeSlack, startFakeSlack } from './fake-slack.ts';
import { type Dict, isDict, listAt, parseJson, textAt } from './json.ts';
import { sampleWorkspace } from './sample-workspace.ts';
import type { SeedWorkspace } from './workspace.ts';

/** The options a process understands; anything left out gets the value tests use everywhere. */
function readOptions(text: string | undefined): Dict {
  const parsed = text === undefined ? {} : parseJson(text);
  if (!isDict(parsed)) throw new Error('the argument has to be a JSON object');
  return parsed;
}

const options = readOptions(process.argv[2]);
const scopes = listAt(options, 'scopes').filter((scope): scope is string => typeof scope === 'string');
const holder: { fake?: FakeSlack } = {};
const fake = await startFakeSlack({
  port: typeof options.port === 'number' ? options.port : 0,
  signingSecret: textAt(options, 'signingSecret') ?? 'fake-signing-secret',
  botToken: textAt(options, 'botToken') ?? 'xoxb-fake',
  appToken: textAt(options, 'appToken') ?? 'xapp-fake',
  workspace: isDict(options.workspace) ? (options.workspace as unknown as SeedWorkspace) : sampleWorkspace(),
  nativeTables: options.nativeTables !== false,
  oneMessagePerSecond: options.oneMessagePerSecond === true,
  ...(scopes.length > 0 ? { scopes } : {}),
  extra: (request, response) => (holder.fake ? serveControl(holder.fake, request, response) : false),
});
holder.fake = fake;
const requestUrl = textAt(options, 'requestUrl');
if (requestUrl !== undefined) fake.setRequestUrl(requestUrl);
process.stdout.write(`${JSON.stringify({ port: fake.port, url: fake.url, apiUrl: fake.apiUrl })}\n`);

const stop = (): void => {
  void fake.close().finally(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
