import assert from 'node:assert/strict';
import { mkdirSync, statSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { WIDE } from '../support/browser.ts';

const MOST_BYTES = 150_000;
const PHONE = { width: 390, height: 844 } as const;

/** Leaves a picture of the page for the documents, in the folder that HOLDFAST_SHOTS names; without it, none. */
export async function picture(page: Page, name: string, look: 'light' | 'dark' | 'phone' = 'light'): Promise<void> {
  const folder = process.env['HOLDFAST_SHOTS'];
  if (!folder) {
    return;
  }
  mkdirSync(folder, { recursive: true });
  if (look === 'dark') {
    await page.emulateMedia({ colorScheme: 'dark' });
  } else if (look === 'phone') {
    await page.setViewportSize(PHONE);
  }
  const path = `${folder}/console-${name}.png`;
  await page.screenshot({ path });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(WIDE);
  assert.ok(statSync(path).size <= MOST_BYTES, `${path} is too large for the documents`);
}
