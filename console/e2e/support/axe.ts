import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface WithAxe {
  readonly axe?: { run(context: Document, options: RunOptions): Promise<AxeResults> };
}

/** Style sheets are fetched anew only for rules that are not among the usual ones. */
const WANTED: RunOptions = { resultTypes: ['violations'], preload: { assets: ['media'] } };
const EVERYTHING: RunOptions = WANTED;
const COLOURS: RunOptions = { ...WANTED, runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

/** What axe finds in the page as it is, one line each. */
export async function findings(page: Page, what: 'everything' | 'colours' = 'everything'): Promise<string[]> {
  if (!await page.evaluate(() => 'axe' in window)) {
    // By the debugger, as a person's developer tools would: the page's own policy lets no script in.
    await page.evaluate(source);
  }
  const results = await page.evaluate((options) => (window as WithAxe).axe?.run(document, options), what === 'everything' ? EVERYTHING : COLOURS);
  return (results?.violations ?? []).flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')}: ${(node.failureSummary ?? '').replace(/\s+/g, ' ')}`));
}
