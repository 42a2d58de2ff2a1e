import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { findings } from '../support/axe.ts';
import { SENT, type State } from '../support/api.ts';
import { NARROW, WIDE } from '../support/browser.ts';
import { PAGES } from '../support/pages.ts';
import { look } from './context.ts';

const STATES: readonly State[] = ['normal', 'empty', 'loading', 'error', 'offline'];

const WIDTHS = [320, 480, 640, 800, 900, 1000, 1100, 1280];
type Look = readonly [width: 'wide' | 'narrow', scheme: 'light' | 'dark', what: 'everything' | 'colours'];

const LOOKS: readonly Look[] = [
  ['wide', 'light', 'everything'], ['wide', 'dark', 'colours'], ['narrow', 'dark', 'everything'], ['narrow', 'light', 'colours'],
];
/** The other states are made of few parts that every page shares: two looks have each width and each scheme. */
const FEW_LOOKS: readonly Look[] = [['wide', 'dark', 'everything'], ['narrow', 'light', 'everything']];

async function inEveryLook(page: Page, state: State): Promise<void> {
  const found: string[] = [];
  for (const [width, scheme, what] of state === 'normal' ? LOOKS : FEW_LOOKS) {
    await page.setViewportSize(width === 'wide' ? WIDE : NARROW);
    await page.emulateMedia({ colorScheme: scheme });
    found.push(...(await findings(page, what)).map((line) => `${width} ${scheme} ${line}`));
  }
  assert.deepEqual(found, []);
  for (const width of state === 'normal' ? WIDTHS : [NARROW.width]) {
    await page.setViewportSize({ width, height: 700 });
    assert.ok(await beyond(page) <= 0.5, `something sticks out at ${width} pixels`);
  }
}

/** How far the furthest element is beyond the window; what has its own scroll bars may. */
function beyond(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, ...[...document.querySelectorAll('main *')]
    .filter((one) => one.closest('.chart-table, .grid, .unseen, thead') === null)
    .map((one) => one.getBoundingClientRect().right - innerWidth)));
}

/** Waits for what shows that the page is in the state: its content, its skeleton or its failure. */
async function settled(page: Page, state: State): Promise<void> {
  await page.locator('main h1').waitFor();
  switch (state) {
    case 'loading':
      await page.locator('.skeleton').first().waitFor();
      break;
    case 'error':
      await page.getByText('req-7f3a90c2').first().waitFor();
      await page.getByRole('button', { name: 'Try again' }).first().waitFor();
      break;
    case 'offline':
      await page.getByText('The server can’t be reached', { exact: false }).first().waitFor();
      break;
    case 'normal':
    case 'empty':
      await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  }
}

export function accessibility(): void {
  describe('axe finds nothing, and nothing sticks out at any width', () => {
    for (const listed of PAGES) {
      for (const state of STATES.filter((one) => !listed.without?.includes(one))) {
        test(`${listed.name}, ${state}`, () => look({ state }, listed.path, async ({ page }) => {
          await settled(page, state);
          await inEveryLook(page, state);
        }));
      }
    }

    test('sign-in, normal', () => look({ session: null }, '/', async ({ page }) => {
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      await inEveryLook(page, 'normal');
      await page.getByRole('button', { name: 'Token' }).click();
      assert.deepEqual(await findings(page), []);
    }));

    test('sign-in, offline', () => look({ state: 'offline', over: { 'GET /api/v1/session': (_, route) => route.abort('internetdisconnected').then(() => SENT) } }, '/', async ({ page }) => {
      await page.getByRole('alert').waitFor();
      await inEveryLook(page, 'normal');
    }));
  });
}
