import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { snapshots, T } from '../support/fixtures.ts';
import { look } from './context.ts';

/** What a window of 1280 × 800 pixels leaves at 400 %. */
const ZOOMED = { width: 320, height: 200 };

export function zoom(): void {
  describe('at 400 % zoom', () => {
    test('the act of a dialog can be reached and used', () => look({}, `${T}/snapshots`, async ({ page }) => {
      await page.setViewportSize(ZOOMED);
      await page.getByRole('button', { name: `Forget ${snapshots[0]?.short_id}` }).click();
      const act = page.getByRole('dialog').getByRole('button', { name: 'Forget snapshot' });
      await act.scrollIntoViewIfNeeded();
      const box = await act.boundingBox();
      assert.ok(box && box.y >= 0 && box.y + box.height <= ZOOMED.height, 'the button is out of the window');
      await page.keyboard.press('Escape');
    }));

    test('unsaved changes don’t cover the fields they are about', () => look({}, `${T}/policy`, async ({ page }) => {
      await page.setViewportSize(ZOOMED);
      await page.getByLabel('Daily').fill('9');
      assert.equal(await page.locator('.save-bar').evaluate((bar) => getComputedStyle(bar).position), 'static');
    }));
  });
}
