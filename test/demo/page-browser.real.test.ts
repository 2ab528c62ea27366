// The page in a real Chromium, with a real Bolt app behind it: ask, read the thread, press, download, be refused.
// Skipped where no Chromium is installed; CI installs Debian's.
import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver } from '@slack/bolt';
import type { KnownBlock } from '@slack/web-api';
import axe from 'axe-core';
import fc from 'fast-check';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Playground, startPlayground } from '../../src/demo/playground.ts';
import { type FakeSlack, startFakeSlack } from '../../src/fakes/slack/fake-slack.ts';
import { SAMPLE, sampleWorkspace } from '../../src/fakes/slack/sample-workspace.ts';
import { messageForms } from '../../src/render/message-forms.ts';
import { hostileRuns, hostileText } from '../render/hostile-text.ts';
import { cards } from '../render/sample-card.ts';
import { hostileAnswer } from '../render/sample-replies.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const TITLE = CHROMIUM === undefined ? 'the page in a browser (SKIPPED: no Chromium here)' : 'the page in a browser';

/** axe looks at a page for what keeps people out who see, hear or move little: https://github.com/dequelabs/axe-core */
const SERIOUS_ISSUES = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations
  .filter(({ impact }) => impact === 'serious' || impact === 'critical')
  .map(({ id, nodes }) => id + ': ' + nodes[0].html))`;

/** Hostile cards drawn at once. */
const BATCH = 50;
/** Draws messages with the page's own code and says what of them is more than text, layout and our own buttons. */
const DRAWN_FROM = `async (all) => {
  const { showBlocks } = await import('/blocks.js');
  const plain = 'DIV SPAN P STRONG B I EM CODE PRE BR WBR UL LI TABLE THEAD TBODY TR TH TD FIGURE FIGCAPTION SMALL DETAILS ' +
    'SUMMARY BUTTON svg rect line text';
  const allowed = new Set(plain.split(' '));
  const ours = /^https:\\/\\/us-east-1\\.console\\.aws\\.amazon\\.com\\/cloudtrailv2\\/home\\?region=us-east-1#\\/events\\/[0-9a-f-]{36}$/;
  const context = { names: { U0123ABCD: 'somebody' }, channelNames: {}, zone: 'UTC', me: 'U0123ABCD', press() {} };
  return all.flatMap((blocks) => {
    const root = document.createElement('div');
    document.body.append(root);
    root.append(...showBlocks(blocks, context));
    const found = [...root.querySelectorAll('*')].filter((node) => node.tagName === 'A'
      ? !ours.test(node.getAttribute('href'))
      : !allowed.has(node.tagName) || node.classList.contains('mention') ||
        node.getAttributeNames().some((name) => /^on|^style$|^src|href/.test(name)));
    root.remove();
    return found.map((node) => node.outerHTML);
  });
}`;

const SECRETS = { signingSecret: 'sample-secret', botToken: 'xoxb-sample' };
const HOSTILE =
  '<script>document.title="owned"</script><img src=x onerror="document.title=1"> <javascript:alert(1)|press me>';
const CSV = 'event,who\nTerminateInstances,"sample, admin"\n';

describe.skipIf(CHROMIUM === undefined)(TITLE, () => {
  let fake: FakeSlack;
  let app: App;
  let playground: Playground;
  let browser: Browser;
  const problems: string[] = [];

  beforeAll(async () => {
    fake = await startFakeSlack({ ...SECRETS, appToken: 'xapp-sample', workspace: sampleWorkspace() });
    const receiver = new HTTPReceiver({ signingSecret: SECRETS.signingSecret });
    app = new App({ token: SECRETS.botToken, receiver, clientOptions: { slackApiUrl: fake.apiUrl } });
    answerQuestions(app);
    const server = (await app.start({ port: 0, host: '127.0.0.1' })) as Server;
    fake.setRequestUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
    const people = [SAMPLE.admin, SAMPLE.guest].map((id) => ({ id, note: 'sample' }));
    playground = await startPlayground({ fake, suggestions: ['i-0abc terminate'], people });
    browser = await chromium.launch({
      ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
      args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking'],
    });
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.close();
    await app?.stop();
    await fake?.close();
  });

  async function open(as: string = SAMPLE.admin, width = 1300): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height: 850 } });
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('dialog', (dialog) => {
      problems.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(`${playground.url}/?as=${as}`);
    await page.waitForSelector('#composer-text:focus');
    return page;
  }

  it('answers a suggested question in the thread, with its file, without the mouse', async () => {
    const page = await open();
    await page.locator('.card').focus();
    await page.keyboard.press('Enter');
    const thread = page.locator('#thread');
    await thread.locator('.file').waitFor();
    expect(await thread.locator('.blocks td').allTextContents()).toEqual(['TerminateInstances', 'sample admin']);
    const download = page.waitForEvent('download');
    await thread.locator('.file-link').press('Enter');
    expect(readFileSync(await (await download).path(), 'utf8')).toBe(CSV);
    expect(await thread.locator('.csv-preview td').allTextContents()).toEqual(['TerminateInstances', 'sample, admin']);
    await thread.getByRole('button', { name: 'Explain' }).focus();
    await page.keyboard.press('Enter');
    expect(await thread.locator('.only .text').textContent()).toBe('explained i-0abc terminate');
    await page.keyboard.press('Escape');
    expect(await thread.isVisible()).toBe(false);
    await page.close();
  });

  it('shows hostile text as text', async () => {
    const page = await open();
    await page.keyboard.type('/whodid hostile');
    await page.keyboard.press('Enter');
    const blocks = page.locator('#thread .blocks');
    await blocks.waitFor();
    expect(await blocks.locator('.text').first().textContent()).toContain(
      '<script>document.title="owned"</script><img src=x',
    );
    expect(await blocks.locator('td').first().textContent()).toBe(HOSTILE);
    expect(await page.locator('#thread .blocks :is(script, img, a)').count()).toBe(0);
    expect(await page.title()).toBe('whodid playground');
    await page.close();
  });

  it('fills a modal, shows what is missing, and closes it', async () => {
    const page = await open();
    await page.keyboard.type('/whodid modal');
    await page.keyboard.press('Enter');
    const modal = page.locator('dialog[open]');
    await modal.getByRole('button', { name: 'Send' }).click();
    expect(await modal.getByRole('alert').textContent()).toBe('Please fill this in.');
    await modal.getByLabel('Reason').fill('an incident');
    await page.keyboard.press('Enter');
    await modal.waitFor({ state: 'detached' });
    expect(fake.views(SAMPLE.admin)).toEqual([]);
    await page.close();
  });

  it('lets the visitor be a guest, who sees less and is refused', async () => {
    const page = await open();
    await page.getByLabel('You are').selectOption({ label: 'Gus Guest' });
    await page.getByRole('button', { name: 'quiet, public channel' }).waitFor({ state: 'detached' });
    await page.locator('#composer-text').fill('/whodid anything');
    await page.keyboard.press('Enter');
    expect(await page.locator('.only .text').textContent()).toBe('not for guests');
    await page.close();
  });

  it('hears a direct message, counts what was not read, and works on a phone', async () => {
    const page = await open(SAMPLE.admin, 390);
    await page.getByRole('button', { name: 'Channels' }).click();
    await page.getByRole('button', { name: 'Direct message with whodid' }).click();
    await page.locator('#composer-text').fill('a question');
    await page.keyboard.press('Enter');
    await page.locator('.thread-link').click();
    await page.locator('#thread .file').waitFor();
    await fake.say('elsewhere', { user: SAMPLE.member, channel: SAMPLE.security });
    await page.locator('#thread-close').click();
    await page.getByRole('button', { name: 'Channels' }).click();
    await page.getByRole('button', { name: 'security, private channel, 1 unread' }).waitFor();
    const wider = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
    expect(wider).toBe(false);
    await page.close();
  });

  it('shows cards made of hostile text as text: no tag, link, mention or listener comes of it', async () => {
    const page = await open();
    const texts = fc.sample(hostileText, { ...hostileRuns(40), seed: 11 });
    for (let start = 0; start < texts.length; start += BATCH) {
      const blocks = texts.slice(start, start + BATCH).flatMap((text) => {
        const options = { askingId: 'a'.repeat(32), csvButton: true };
        return messageForms(hostileAnswer(text + HOSTILE), options)
          .forms.slice(0, 2)
          .map((form) => form().blocks);
      });
      expect(await page.evaluate(`(${DRAWN_FROM})(${JSON.stringify(blocks)})`)).toEqual([]);
    }
    expect(await page.title()).toBe('whodid playground');
    await page.close();
  });

  it('hides nothing from people who see little or nothing, in light and dark', async () => {
    const asked = await app.client.chat.postMessage({ channel: SAMPLE.incidents, text: 'asked for every card' });
    for (const [, answer] of cards) {
      const [best] = messageForms(answer, { askingId: 'a'.repeat(32), csvButton: true }).forms;
      const blocks = [...best().blocks] as KnownBlock[];
      await app.client.chat.postMessage({
        ...{ channel: SAMPLE.incidents, thread_ts: String(asked.ts) },
        ...{ text: best().text, blocks },
      });
    }
    const page = await open();
    await page.locator('.message', { hasText: 'asked for every card' }).locator('.thread-link').click();
    const thread = page.locator('#thread');
    await thread.locator('.chart').nth(1).waitFor();
    for (const receipt of await thread.locator('details.container > summary').all()) await receipt.press('Enter');
    expect(await thread.locator('details.container[open]').count()).toBe(cards.length);
    await page.evaluate(axe.source);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const found: unknown = await page.evaluate(SERIOUS_ISSUES);
      expect(found, colorScheme).toEqual([]);
    }
    await page.close();
  });

  it('had nothing to complain about in its console', () => {
    expect(problems).toEqual([]);
  });
});

function answerQuestions(app: App): void {
  const plain = (text: string) => ({ type: 'plain_text' as const, text });
  app.command('/whodid', async ({ command, ack, client }) => {
    if (command.user_id === SAMPLE.guest) return ack('not for guests');
    await ack();
    if (command.text === 'modal') {
      await client.views.open({
        trigger_id: command.trigger_id,
        view: {
          type: 'modal',
          title: plain('Why'),
          submit: plain('Send'),
          blocks: [
            { type: 'input', label: plain('Reason'), element: { type: 'plain_text_input', action_id: 'reason' } },
          ],
        },
      });
      return;
    }
    const parent = await client.chat.postMessage({ channel: command.channel_id, text: `asked: ${command.text}` });
    await answer(client, command.channel_id, String(parent.ts), command.text);
  });
  app.message(async ({ message, client }) => {
    if (message.subtype === undefined && message.bot_id === undefined) {
      await answer(client, message.channel, message.ts, message.text ?? '');
    }
  });
  app.view(/.*/, ({ ack }) => ack());
  app.action('explain', async ({ ack, action, respond }) => {
    await ack();
    await respond({ text: `explained ${'value' in action ? String(action.value) : ''}`, replace_original: false });
  });
}

async function answer(client: App['client'], channel: string, thread_ts: string, question: string): Promise<void> {
  const cell = (text: string) => ({ type: 'raw_text' as const, text });
  const shown = question === 'hostile' ? HOSTILE : 'TerminateInstances';
  const text = question === 'hostile' ? HOSTILE : 'sample admin did it';
  await client.chat.postMessage({
    channel,
    thread_ts,
    text: 'answered',
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text } },
      {
        type: 'table',
        rows: [
          [cell('What'), cell('Who')],
          [cell(shown), cell('sample admin')],
        ],
      },
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'explain', value: question, text: { type: 'plain_text', text: 'Explain' } },
        ],
      },
    ],
  });
  if (question !== 'hostile')
    await client.files.uploadV2({ channel_id: channel, thread_ts, filename: 'events.csv', content: CSV });
}
