// The playground's server: who may talk to it, what one person sees, and that doing things reaches the app.
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Playground, startPlayground } from '../../src/demo/playground.ts';
import { type FakeSlack, startFakeSlack } from '../../src/fakes/slack/fake-slack.ts';
import { SAMPLE, sampleWorkspace } from '../../src/fakes/slack/sample-workspace.ts';
import { addMessage } from '../../src/fakes/slack/state.ts';

let fake: FakeSlack;
let page: Playground;
beforeEach(async () => {
  const secrets = { signingSecret: 's', botToken: 'xoxb-s', appToken: 'xapp-s' };
  fake = await startFakeSlack({ ...secrets, workspace: sampleWorkspace() });
  page = await startPlayground({
    fake,
    suggestions: ['i-0abc terminate'],
    people: [{ id: SAMPLE.admin, note: 'Admin' }],
  });
});
afterEach(async () => {
  await page.close();
  await fake.close();
});

type Answer = { readonly status: number; readonly headers: Readonly<Record<string, unknown>>; readonly text: string };

/** A request with any headers, which fetch would not send. */
function ask(method: string, path: string, headers: Record<string, string> = {}, body?: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: page.port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += String(chunk);
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const own = () => ({ origin: `http://127.0.0.1:${page.port}`, 'content-type': 'application/json' });
const postSay = (body: object, headers: Record<string, string> = own()) => ask('POST', '/api/say', headers, body);
const saying = (text: string) => ({ user: SAMPLE.admin, channel: SAMPLE.incidents, text });

describe('who may talk to it', () => {
  it('answers under names of this machine only', async () => {
    expect((await ask('GET', '/', { host: `localhost:${page.port}` })).status).toBe(200);
    expect((await ask('GET', '/', { host: `[::1]:${page.port}` })).status).toBe(200);
    for (const host of ['evil.example', `127.0.0.1.evil.example:${page.port}`, 'evil.example@127.0.0.1']) {
      expect((await ask('GET', '/api/boot', { host })).status).toBe(403);
    }
  });

  it('takes posts from its own page only', async () => {
    const { 'content-type': type } = own();
    const cases: Record<string, string>[] = [
      { 'content-type': type },
      { 'content-type': type, origin: 'https://evil.example' },
      { 'content-type': type, origin: 'null' },
      { 'content-type': type, origin: `http://127.0.0.1:${page.port + 1}` },
      { ...own(), 'sec-fetch-site': 'cross-site' },
      { ...own(), 'content-type': 'text/plain' },
    ];
    for (const headers of cases) expect((await postSay(saying('hello'), headers)).status).toBe(403);
    expect(fake.messages(SAMPLE.incidents)).toEqual([]);
    expect((await postSay(saying('hello'))).status).toBe(200);
    expect(fake.messages(SAMPLE.incidents)).toHaveLength(1);
  });

  it('sends a policy that runs and loads nothing from elsewhere, and serves only its own files', async () => {
    const { headers } = await ask('GET', '/');
    expect(headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self'/);
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|http/);
    for (const path of ['/../playground.ts', '/%2e%2e/playground.ts', '/files/../../etc/passwd']) {
      expect((await ask('GET', path)).status).toBeGreaterThanOrEqual(400);
    }
  });
});

describe('what one person sees', () => {
  const snapshot = async (user: string) =>
    JSON.parse((await ask('GET', `/api/snapshot?user=${user}`)).text) as {
      channels: { name: string }[];
      messages: { text: string; only: string | null }[];
    };

  it('is their channels and their notes', async () => {
    await fake.say('for the security team', { user: SAMPLE.admin, channel: SAMPLE.security });
    fake.notice('only for the admin', { user: SAMPLE.admin, channel: SAMPLE.incidents });
    const admin = await snapshot(SAMPLE.admin);
    const guest = await snapshot(SAMPLE.guest);
    expect(admin.messages.map((message) => message.text)).toEqual(['for the security team', 'only for the admin']);
    expect(guest.channels.map((channel) => channel.name)).toEqual(['incidents', 'whodid']);
    expect(guest.messages).toEqual([]);
    expect((await ask('GET', '/api/snapshot?user=U0NOBODY')).status).toBe(400);
  });

  it('includes a file only where it was shared with them, as a download that cannot run', async () => {
    const file = {
      id: 'F1',
      name: 'a"b\r\n.csv',
      title: 'x',
      announcedSize: 1,
      uploadToken: 't',
      createdMs: 0,
      completed: true,
    };
    const share = { channel: SAMPLE.security, ts: '1.000001' };
    fake.state.files.set('F1', { ...file, bytes: Buffer.from('a,b\n1,2\n'), shares: [share] });
    const allowed = await ask('GET', `/files/F1?user=${SAMPLE.member}`);
    expect(allowed.text).toBe('a,b\n1,2\n');
    expect(allowed.headers).toMatchObject({
      'content-disposition': 'attachment; filename="a_b__.csv"',
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
    });
    expect((await ask('GET', `/files/F1?user=${SAMPLE.guest}`)).status).toBe(404);
  });

  it('arrives live', async () => {
    const text = await new Promise<string>((resolve, reject) => {
      const path = `/api/live?user=${SAMPLE.member}`;
      const live = request({ host: '127.0.0.1', port: page.port, path }, (response) => {
        let seen = '';
        response.on('data', (chunk) => {
          seen += String(chunk);
          if (seen.includes('retry') && !seen.includes('data:') && fake.state.messages.length === 0) {
            addMessage(fake.state, {
              channel: SAMPLE.secret,
              user: SAMPLE.admin,
              byApp: false,
              text: 'not for members',
            });
            addMessage(fake.state, {
              channel: SAMPLE.incidents,
              user: SAMPLE.admin,
              byApp: false,
              text: 'for everyone',
            });
          }
          if (!seen.includes('for everyone')) return;
          live.destroy();
          resolve(seen);
        });
      });
      live.on('error', reject).end();
    });
    expect(text).not.toContain('not for members');
  });
});

describe('doing things', () => {
  it('tells the visitor when a command is unknown, refused in threads or not taken by the app', async () => {
    await postSay(saying('/nonsense x'));
    await postSay(saying('/whodid x'));
    await postSay({ ...saying('/whodid x'), threadTs: '1.000001' });
    expect(fake.ephemerals(SAMPLE.admin).map((one) => one.text)).toEqual([
      '/nonsense is not a valid command. Try `/whodid help`.',
      '/whodid failed with the error "dispatch_failed"',
      '/whodid is not supported in threads. Sorry!',
    ]);
  });

  it('refuses what the person cannot do', async () => {
    const secret = { ...saying('hello'), user: SAMPLE.guest, channel: SAMPLE.secret };
    expect((await postSay(secret)).status).toBe(400);
    const press = { user: SAMPLE.admin, ts: '1.000001', actionId: 'x' };
    expect((await ask('POST', '/api/press', own(), press)).status).toBe(400);
    expect((await ask('POST', '/api/say', own(), undefined)).status).toBe(400);
  });
});
