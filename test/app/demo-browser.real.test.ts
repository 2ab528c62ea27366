// The main job in a real Chromium: the demo's page, the real bot behind it, a small sample organisation's logs. Ask, read
// the threaded answer, press a button, download the CSV. Skipped where no Chromium is installed; CI installs Debian's.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleStories } from '../../src/demo/organisation/sample-stories.ts';
import { writeOrganisation } from '../../src/demo/organisation/write-organisation.ts';
import { type Demo, startDemo } from '../../src/demo/start-demo.ts';
import { isFailure } from '../../src/domain/failure.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const TITLE = CHROMIUM === undefined ? 'the demo in a browser (SKIPPED: no Chromium here)' : 'the demo in a browser';
const NOW = Date.parse('2026-03-18T15:30:00Z');
const WHOLE_ID = 'i-0abc12de34f567890';

/** What new messages of the thread, or the window over the page, say after each button of the card. */
const SAYS: Readonly<Record<string, RegExp>> = {
  'What else did they do (± 30 min)': /ana@example\.com.* (?:made|called|terminated)/,
  'History of this resource': /events? on i-0abc12de34f567890/,
  'Everything from this IP': /198\.51\.100\.21/,
  'Why denied?': /polic|Nobody|Nothing/i,
  Explain: /Read as/,
  'Raw event': /userIdentity/,
  'Mention them': /asks you to look at the answer above/,
  'Was it you?': /asked .* in a direct message|I asked/,
  'Tell me if it happens again': /Watching as/,
  'Ask again, show changes': /Nothing has changed|Asked again|no change/i,
};

/** Moves the focus forward until it is on the button; fails where Tab never comes to it. */
async function tabTo(page: Page, label: string): Promise<void> {
  for (let presses = 0; presses < 250; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator(':focus').allTextContents())[0] === label) return;
  }
  throw new Error(`Tab never came to ${label}`);
}

describe.skipIf(CHROMIUM === undefined)(TITLE, () => {
  const folder = mkdtempSync(join(tmpdir(), 'whodid-demo-'));
  let demo: Demo;
  let browser: Browser;

  beforeAll(async () => {
    const logs = join(folder, 'logs');
    await writeOrganisation(logs, { now: NOW, events: 3_000 });
    const started = await startDemo({ now: NOW, port: 0, folder, logs, aws: false, data: null });
    if (isFailure(started)) throw new Error(started.what);
    demo = started;
    browser = await chromium.launch({
      ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
      args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking'],
    });
  });

  afterAll(async () => {
    await browser?.close();
    await demo?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function ask(text: string): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1300, height: 850 } });
    await page.goto(demo.url);
    await page.waitForSelector('#composer-text:focus');
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    return page;
  }

  it('offers whole ids for a shortened one, answers the one pressed, and gives its CSV', async () => {
    const page = await ask('/whodid i-0abc terminate');
    const thread = page.locator('#thread');
    await thread.getByRole('button', { name: `${WHOLE_ID} terminate` }).click();
    await thread.getByText('ana@example.com').first().waitFor();
    await thread.locator('.file').waitFor();
    const shown = (await thread.textContent()) ?? '';
    expect(shown).toContain('terminated');
    expect(shown).toContain('Tried and failed (1)');
    expect(shown).toContain('Receipt: complete');
    const download = page.waitForEvent('download');
    await thread.locator('.file-link').click();
    const csv = readFileSync(await (await download).path(), 'utf8');
    const story = sampleStories(NOW).find((each) => each.question.includes(WHOLE_ID));
    for (const id of [...(story?.doneIds ?? ['none']), ...(story?.attemptedIds ?? [])]) expect(csv).toContain(id);
    expect(csv).not.toMatch(/sessionToken|secretAccessKey/i);
    await page.close();
  });

  it('asks the next question by a button, in the same thread', async () => {
    const page = await ask(`/whodid who terminated ${WHOLE_ID}?`);
    const thread = page.locator('#thread');
    await thread.getByRole('button', { name: 'History of this resource' }).click();
    await thread
      .getByText(/events on i-0abc12de34f567890/)
      .first()
      .waitFor();
    await page.close();
  });

  it('does what every button under an answer says, by keyboard alone', async () => {
    const page = await ask(`/whodid who terminated ${WHOLE_ID}?`);
    const thread = page.locator('#thread');
    await thread.locator('.file').waitFor();
    const card = thread.locator('.message', { has: page.getByRole('button', { name: 'Explain' }) }).first();
    const labels = await card.getByRole('button').allTextContents();
    expect(labels).toEqual(expect.arrayContaining(Object.keys(SAYS)));
    for (const label of labels.filter((each) => each !== '')) {
      const says = SAYS[label];
      if (says === undefined) throw new Error(`a button nobody looked at: ${label}`);
      const shown = label === 'Raw event' ? page.getByRole('dialog') : thread.locator('.message');
      const before = label === 'Raw event' ? 0 : await shown.count();
      await tabTo(page, label);
      await page.keyboard.press('Enter');
      const said = async () => (await shown.allTextContents()).slice(before).join('\n');
      await expect.poll(said, { timeout: 20_000, message: label }).toMatch(says);
      // Only what opens over the page is closed.
      if (label === 'Raw event') await page.keyboard.press('Escape');
    }
    await page.close();
  }, 120_000);

  it('says in a sentence what it cannot read', async () => {
    const page = await ask('/whodid colourless green ideas sleep furiously');
    const thread = page.locator('#thread');
    await thread
      .getByText(/could not read|cannot read|no verb|What about/i)
      .first()
      .waitFor();
    await page.close();
  });
});
