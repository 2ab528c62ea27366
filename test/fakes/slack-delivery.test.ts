// How the fake delivers: signed, timed, repeated on order, and as a process that outlives a killed bot.
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { signature } from '../../src/fakes/slack/deliver.ts';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import { encodeTyped } from '../../src/fakes/slack/typed-text.ts';
import { clientOf, SECRETS, startFake } from './bolt-stage.ts';

const IN_INCIDENTS = { user: SAMPLE.member, channel: SAMPLE.incidents };

const toClose: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

/** A plain HTTP server in the place of the app. */
async function listen(handler: (request: IncomingMessage, body: string, response: ServerResponse) => void) {
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    handler(request, body, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  toClose.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
}

async function fakeWith(handler: Parameters<typeof listen>[0]) {
  const fake = await startFake();
  toClose.push(() => fake.close());
  fake.setRequestUrl(await listen(handler));
  return fake;
}

it('signs the example of Slack’s documentation as the documentation does', () => {
  // https://docs.slack.dev/authentication/verifying-requests-from-slack
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar' +
    '&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com' +
    '%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
  expect(signature('8f742231b10e8888abcd99yyyzzz85a5', 1531420618, body)).toBe(
    'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  );
});

it('records how long the app took and what it answered', async () => {
  const fake = await fakeWith((_request, _body, response) => response.end('{"text":"fine"}'));
  const { ackMs } = await fake.slash('/whodid', 'x', IN_INCIDENTS);
  expect(ackMs).toBeGreaterThan(0);
  expect(fake.deliveries).toMatchObject([{ kind: 'slash_commands', ok: true, status: 200, body: { text: 'fine' } }]);
});

it('tells an app that answers with an error, or not at all, apart from one that is fine', async () => {
  const fake = await fakeWith((_request, _body, response) => {
    response.statusCode = 500;
    response.end();
  });
  expect(await fake.slash('/whodid', 'x', IN_INCIDENTS)).toMatchObject({ ok: false, error: 'http_500' });
  fake.setRequestUrl('http://127.0.0.1:1/');
  expect(await fake.slash('/whodid', 'x', IN_INCIDENTS)).toMatchObject({ ok: false, error: 'dispatch_failed' });
});

it('counts an answer after the limit as none, as Slack does', async () => {
  const fake = await fakeWith((_request, _body, response) => setTimeout(() => response.end('late'), 30));
  fake.settings.ackLimitMs = 5;
  const slash = await fake.slash('/whodid', 'x', IN_INCIDENTS);
  expect(slash).toMatchObject({ ok: false, error: 'operation_timeout', body: 'late' });
  expect(slash.notice).toContain('operation_timeout');
  expect(fake.ephemerals(SAMPLE.member)).toEqual([]);
});

it('repeats an event with the same id and the headers of a retry', async () => {
  const seen: unknown[] = [];
  const fake = await fakeWith((request, body, response) => {
    const { event_id } = JSON.parse(body) as { event_id: string };
    seen.push([event_id, request.headers['x-slack-retry-num'], request.headers['x-slack-retry-reason']]);
    response.end();
  });
  const { eventId } = await fake.mention('hello', IN_INCIDENTS);
  await fake.redeliver({ num: 2 });
  expect(seen).toEqual([
    [eventId, undefined, undefined],
    [eventId, '2', 'http_timeout'],
  ]);
});

it('writes what people type as Slack’s own client does', async () => {
  const fake = await startFake();
  toClose.push(() => fake.close());
  const typed = (text: string) => encodeTyped(fake.state, text);
  expect(typed('@whodid ask @sam in #incidents')).toBe(
    `<@${SAMPLE.bot}> ask <@${SAMPLE.admin}> in <#${SAMPLE.incidents}|incidents>`,
  );
  expect(typed('a <b> & c')).toBe('a &lt;b&gt; &amp; c');
  expect(typed('who is sam@sample.example')).toBe('who is <mailto:sam@sample.example|sam@sample.example>');
  expect(typed('see https://a.example/x?y=1 now')).toBe('see <https://a.example/x?y=1> now');
  expect(typed('`sam@sample.example` stays')).toBe('`sam@sample.example` stays');
  expect(typed('arn:aws:iam::123456789012:role/x s3://bucket/key 10.0.3.1/24')).toBe(
    'arn:aws:iam::123456789012:role/x s3://bucket/key 10.0.3.1/24',
  );
});

it('runs as a process of its own and obeys over HTTP', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/fakes/slack/process.ts', JSON.stringify(SECRETS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  toClose.push(() => ended(child));
  const line = await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data))));
  const { url, apiUrl } = JSON.parse(line) as { url: string; apiUrl: string };
  const control = async (verb: string, body: unknown, headers = {}) => {
    const response = await fetch(`${url}/_control/${verb}`, { method: 'POST', body: JSON.stringify(body), headers });
    return (await response.json()) as { ok: boolean; value: unknown; error?: string };
  };
  const client = clientOf({ apiUrl } as Parameters<typeof clientOf>[0]);
  await control('inject', { method: 'chat.postMessage', kind: 'drop-after' });
  await expect(client.chat.postMessage({ channel: SAMPLE.incidents, text: 'accepted' })).rejects.toThrow();
  expect(await control('messages', { channel: SAMPLE.incidents })).toMatchObject({ value: [{ text: 'accepted' }] });
  expect(await control('slash', { command: '/whodid', ...IN_INCIDENTS })).toMatchObject({
    value: { error: 'dispatch_failed' },
  });
  expect(await control('calls', {}, { origin: 'https://evil.example' })).toMatchObject({ ok: false });
  expect(await control('nonsense', {})).toMatchObject({ ok: false, error: expect.stringContaining('known:') });
});

function ended(child: ChildProcess): Promise<unknown> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  return gone;
}
