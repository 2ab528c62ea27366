// The story of an approval in a real Chromium, on the demo's page, as three people: the alert is there, one asks, the one who
// switched the trail off is refused, another approves, and the one message ends as verified with what was missed.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OFF_TRAIL } from '../../src/demo/organisation/trail-off.ts';
import { type Demo, startDemo } from '../../src/demo/start-demo.ts';
import { isFailure } from '../../src/domain/failure.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const TITLE =
  CHROMIUM === undefined ? 'an approval in a browser (SKIPPED: no Chromium here)' : 'an approval in a browser';
/** Where pictures of the page are left for whoever wants to look. */
const PICTURES = process.env.WHODID_PICTURES;
const NOW = Date.parse('2026-03-18T15:30:00Z');
const SLOW_MS = 60_000;

describe.skipIf(CHROMIUM === undefined)(TITLE, () => {
  const folder = mkdtempSync(join(tmpdir(), 'whodid-approval-'));
  let demo: Demo;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const started = await startDemo({ now: NOW, port: 0, folder, logs: null, aws: false, data: null });
    if (isFailure(started)) throw new Error(started.what);
    demo = started;
    browser = await chromium.launch({
      ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
      args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking'],
    });
    page = await browser.newPage({ viewport: { width: 1300, height: 1000 } });
    page.setDefaultTimeout(SLOW_MS);
    await page.goto(demo.url);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await demo?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function as(name: string): Promise<void> {
    await page.getByLabel('You are').selectOption({ label: name });
    await page.locator('#sidebar').getByText('security', { exact: true }).click();
  }

  const messages = () => page.locator('#messages .message');
  const messageWith = (text: string | RegExp) => messages().filter({ hasText: text }).last();

  async function picture(name: string): Promise<void> {
    if (PICTURES === undefined) return;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(PICTURES, `approval-${name}-${colorScheme}.png`) });
    }
  }

  it('is clicked through as different people, and ends as verified with what was missed', async () => {
    await as('Max Sample');
    const alert = messageWith(`Trail ${OFF_TRAIL} was stopped`);
    await alert.waitFor();
    await expect.poll(() => alert.textContent()).toMatch(/ben@example\.com.*T1562\.008.*T1685\.002/s);
    await picture('alert');
    await alert.getByRole('button', { name: 'Ask to start logging' }).click();

    const request = messageWith(/Approval needed|Verified|Approved/);
    await request.waitFor();
    await picture('asked');
    await as('Ben Sample');
    await request.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('the records name you as who switched it off').first().waitFor();
    await as('Max Sample');
    await request.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('you asked for it').first().waitFor();

    await as('Sam Sample');
    await request.getByRole('button', { name: 'Approve' }).click();
    await messageWith('✅ Verified').waitFor();
    const told = (await messageWith('✅ Verified').textContent()) ?? '';
    expect(told).toContain('approved by');
    expect(told).toMatch(/session named (?:for )?whodid-U0000ADMIN/);
    expect(await messageWith('✅ Verified').getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await picture('verified');

    await messageWith('✅ Verified').getByRole('button', { name: /repl/ }).click();
    const thread = page.locator('#thread');
    await thread.getByText('while the trail was off').first().waitFor();
    await thread.locator('.file').waitFor();
    const download = page.waitForEvent('download');
    await thread.locator('.file-link').first().click();
    const csv = readFileSync(await (await download).path(), 'utf8');
    for (const name of ['CreateUser', 'AttachUserPolicy', 'StopInstances']) expect(csv).toContain(name);
    await picture('blind-window');
  }, 180_000);
});
