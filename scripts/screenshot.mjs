// Makes docs/screenshot.png: the demo at a fixed now, one question asked on its page, its answer in the thread.
// Run by `npm run docs:screenshot`; needs Chromium (CHROMIUM names another than /usr/bin/chromium).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startDemo } from '../dist/src/demo/start-demo.js';

const NOW = Date.parse('2026-03-18T15:30:00Z');
const folder = mkdtempSync(join(tmpdir(), 'whodid-screenshot-'));
const demo = await startDemo({ now: NOW, port: 0, folder, logs: null, aws: false, data: null });
if ('failure' in demo) throw new Error(demo.what);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1360, height: 860 }, deviceScaleFactor: 1.5 });
  await page.goto(demo.url);
  const composer = page.getByRole('textbox').first();
  await composer.fill('/whodid who terminated i-0abc12de34f567890?');
  await composer.press('Enter');
  await page.getByText('Events of this answer').first().waitFor({ timeout: 20_000 });
  await page.waitForTimeout(500);
  await page.screenshot({ path: new URL('../docs/screenshot.png', import.meta.url).pathname });
} finally {
  await browser.close();
  await demo.close();
  rmSync(folder, { recursive: true, force: true });
}
