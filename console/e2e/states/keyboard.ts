import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { encodeText } from '../../src/format/base64.ts';
import { Status } from '../support/api.ts';
import { NARROW } from '../support/browser.ts';
import { job, session, snapshots, T } from '../support/fixtures.ts';
import { visit } from './context.ts';

/** Goes on with Tab until the element of that name has the focus. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const seen: string[] = [];
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element?.getAttribute('aria-label') ?? (element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element?.textContent) ?? '';
      const style = element ? getComputedStyle(element) : null;
      return { label, outlined: style !== null && (style.outlineStyle !== 'none' || element?.getAttribute('type') === 'radio') };
    });
    seen.push(focused.label);
    if (typeof name === 'string' ? focused.label === name : name.test(focused.label)) {
      assert.ok(focused.outlined, `${focused.label} shows no focus`);
      return;
    }
  }
  assert.fail(`Tab never came to ${name}: ${seen.join(' | ')}`);
}

async function activeRow(page: Page): Promise<string> {
  return page.evaluate(() => {
    const id = document.activeElement?.getAttribute('aria-activedescendant');
    return (id && document.getElementById(id)?.textContent) || '';
  });
}

export function keyboard(): void {
  describe('with the keyboard alone', () => {
    test('sign in, go to the snapshots, open one, walk its folders, order a restore', async () => {
      const orders: unknown[] = [];
      await visit({
        session: null,
        over: {
          'POST /api/v1/session': () => session,
          'POST /restores': (_, route) => {
            orders.push(JSON.parse(route.request().postData() ?? '{}'));
            return new Status(202, job(9, { kind: 'restore', state: 'queued' }));
          },
        },
      }, '/', async ({ page }) => {
        await page.getByRole('heading', { name: 'Sign in' }).waitFor();
        await tabTo(page, 'User name');
        await page.keyboard.type('ann');
        await tabTo(page, 'Password');
        await page.keyboard.type('secret words here');
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { name: 'Overview' }).waitFor();
        await tabTo(page, 'Snapshots');
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { name: 'Snapshots', exact: true }).waitFor();
        assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Snapshots', 'the new page’s heading has the focus');
        await tabTo(page, /18 Mar 2026, 08:30/);
        await page.keyboard.press('Enter');
        await page.getByRole('grid').waitFor();
        await tabTo(page, /Contents of/);
        await page.keyboard.press('ArrowDown');
        await page.keyboard.type('bud');
        assert.match(await activeRow(page), /budget-2026\.ods/);
        await page.keyboard.press('Space');
        await page.getByText('1 entry chosen').waitFor();
        await page.keyboard.press('Shift+Tab');
        await page.keyboard.press('Enter');
        const dialog = page.getByRole('dialog', { name: 'Restore to a machine' });
        await dialog.waitFor();
        await tabTo(page, 'Directory on that machine');
        await page.keyboard.type('/tmp/back');
        await page.keyboard.press('Enter');
        await page.getByText('Restoring to').waitFor();
        assert.equal(orders.length, 1);
        assert.deepEqual((orders[0] as { paths_base64: string[] }).paths_base64, [encodeText('/home/ann/budget-2026.ods')]);
      });
    });

    test('in the grid: Home, End, page keys, opening a folder and going up', () => visit({}, `${T}/snapshots/${snapshots[0]?.id}?at=${encodeText('/home/ann')}`, async ({ page }) => {
      const grid = page.getByRole('grid');
      await grid.focus();
      await page.keyboard.press('End');
      assert.match(await activeRow(page), /tool/);
      await page.keyboard.press('Home');
      assert.match(await activeRow(page), /Accounts/);
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.searchParams.get('at') === encodeText('/home/ann/Accounts'));
      await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'grid');
      await page.keyboard.press('Backspace');
      await page.waitForURL((url) => url.searchParams.get('at') === encodeText('/home/ann'));
      await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'grid');
      await page.keyboard.press('/');
      assert.equal(await page.evaluate(() => (document.activeElement as HTMLInputElement).type), 'search');
    }));

    test('a dialog keeps the focus, Escape closes it, and the focus is back where it was', () => visit({}, `${T}/snapshots`, async ({ page }) => {
      const forget = page.getByRole('button', { name: `Forget ${snapshots[0]?.short_id}` });
      await forget.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      for (let step = 0; step < 6; step += 1) {
        await page.keyboard.press('Tab');
        assert.ok(await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null), 'the focus left the dialog');
      }
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), `Forget ${snapshots[0]?.short_id}`);
    }));

    test('skip link and menu on a narrow page', () => visit({}, T, async ({ page }) => {
      await page.setViewportSize(NARROW);
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await tabTo(page, 'Menu');
      await page.keyboard.press('Enter');
      await tabTo(page, 'Jobs');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Jobs', exact: true }).waitFor();
      assert.equal(await page.getByRole('button', { name: 'Menu' }).getAttribute('aria-expanded'), 'false');
    }));

    test('the chart’s points are read out with the arrow keys, and the same figures are a table', () => visit({}, T, async ({ page }) => {
      const chart = page.getByRole('slider', { name: 'Size' });
      await chart.focus();
      const last = await chart.getAttribute('aria-valuetext');
      await page.keyboard.press('ArrowLeft');
      assert.notEqual(await chart.getAttribute('aria-valuetext'), last);
      await page.getByRole('button', { name: 'As table' }).first().click();
      assert.equal(await page.getByRole('region', { name: 'Size, as a table' }).getByRole('row').count(), 61);
    }));
  });
}
