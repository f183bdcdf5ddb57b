// Opening pages from the disk in Chromium, and running named tests on them, for every browser test.
// Needs a Chromium or Chrome (CHROMIUM names another path). Exit code 77 = no browser here, 1 = something failed.
import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(executablePath)) {
  console.log(`skipped: no browser at ${executablePath}`);
  process.exit(77);
}
const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** A scratch folder for the pages of one test file. */
export const scratch = await mkdtemp(path.join(os.tmpdir(), 'tarazi-page-'));
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
});

/** Opens a page and records every console problem and every request beyond the file itself; `ready` is waited for. */
export async function openPage(file, ready, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: options.axe ?? false, ...options });
  const page = await context.newPage();
  const problems = [];
  page.on('console', (m) => ['error', 'warning'].includes(m.type()) && problems.push(`console: ${m.text()}`));
  page.on('pageerror', (e) => problems.push(`error: ${e.message}`));
  const address = pathToFileURL(file).href;
  page.on('request', (r) => !r.url().startsWith(address) && !r.url().startsWith('data:') && problems.push(`request: ${r.url()}`));
  await page.goto(address);
  await page.waitForSelector(ready);
  await page.waitForTimeout(250);
  return { page, problems, close: () => context.close() };
}

/** Fails on a serious accessibility violation. */
export async function checkAccess(page, what) {
  await page.addScriptTag({ content: axeSource });
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  const serious = found.violations.filter((v) => ['serious', 'critical'].includes(v.impact))
    .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.target} ${n.failureSummary}`).join(' | ')}`);
  assert.deepEqual(serious, [], what);
}

/** Runs the tests one after the other, prints a line each, closes the browser and sets the exit code. */
export async function runTests(tests) {
  let failed = 0;
  for (const [name, run] of Object.entries(tests)) {
    try {
      await run();
      console.log(`ok   ${name}`);
    } catch (error) {
      failed++;
      console.log(`FAIL ${name}\n     ${error.message}`);
    }
  }
  await browser.close();
  await rm(scratch, { recursive: true, force: true });
  console.log(`${Object.keys(tests).length - failed} of ${Object.keys(tests).length} passed`);
  process.exitCode = failed ? 1 : 0;
}
