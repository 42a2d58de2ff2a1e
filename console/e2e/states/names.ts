import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { entries, hostile, snapshots, T, versions } from '../support/fixtures.ts';
import { encodeText } from '../../src/format/base64.ts';
import { visit } from './context.ts';

const FILES = `${T}/snapshots/${snapshots[0]?.id}?at=${encodeText('/home/ann')}`;

/** Nothing of a name became an element or ran. */
async function unhurt(page: Page): Promise<void> {
  assert.equal(await page.evaluate(() => 'hurt' in window), false);
  assert.equal(await page.locator('main img, main script, main b:text-is("folder"), main svg[onload]').count(), 0);
}

export function names(): void {
  describe('file names from backups', () => {
    test('never become markup, in the list and in the details', () => visit({
      over: { 'GET /browse/snapshots/:id/entries': () => ({ path: '/home/ann', entries: hostile, next: null }) },
    }, FILES, async ({ page }) => {
      const grid = page.getByRole('grid');
      await grid.getByText('<img src=x onerror="window.hurt=1">').first().waitFor();
      await unhurt(page);
      await grid.focus();
      for (let step = 0; step < hostile.length; step += 1) {
        await page.keyboard.press('ArrowDown');
        await page.getByRole('complementary', { name: 'Details' }).waitFor();
      }
      const room = await page.locator('.grid-row .cell.title').first().boundingBox();
      assert.ok(room && room.width > 200, 'the names keep their room beside the details');
      await unhurt(page);
    }));

    test('show what can’t be seen', () => visit({
      over: { 'GET /browse/snapshots/:id/entries': () => ({ path: '/home/ann', entries: hostile, next: null }) },
    }, FILES, async ({ page }) => {
      await page.getByRole('grid').waitFor();
      const escapes = await page.locator('.grid-row .cell.title .escape').allTextContents();
      assert.deepEqual(escapes, ['\\u{202e}', '\\n', '\\t', '\\x07', '\\x1b', '\\u{200b}', '␠', '\\xe9', '\\xff', '\\xfe']);
      const text = await page.locator('body').innerText();
      assert.doesNotMatch(text, /[\u202A-\u202E\u2066-\u2069\u200B\u0007\u001B]/);
    }));

    test('are asked for by their exact bytes', async () => {
      const asked: string[] = [];
      const folder = { ...hostile[9], kind: 'directory' as const };
      await visit({
        over: {
          'GET /browse/snapshots/:id/entries': (url) => {
            asked.push(url.searchParams.get('path_base64') ?? '');
            return { path: '/', entries: asked.length === 1 ? [folder] : entries, next: null };
          },
        },
      }, FILES, async ({ page }) => {
        await page.getByRole('grid').getByRole('link').click();
        await page.getByText('budget-2026.ods').first().waitFor();
        assert.equal(asked[1], folder.path_base64);
        assert.match(await page.locator('.breadcrumbs').innerText(), /caf\\xe9/);
      });
    });

    test('in paths, hosts, tags, audit details, histories and differences are text too', async () => {
      const bad = '<img src=x onerror=window.hurt=1>\u202Egnp';
      const list = snapshots.map((snapshot) => ({ ...snapshot, host: bad, user: bad, tags: [bad], paths: [bad], paths_base64: [encodeText(bad)] }));
      await visit({ over: { 'GET /browse/snapshots': () => ({ snapshots: list, next: null }) } }, `${T}/snapshots`, async ({ page }) => {
        await page.getByText('<img src=x').first().waitFor();
        await unhurt(page);
      });
      await visit({}, `${T}/audit`, async ({ page }) => {
        await page.getByText('<script>alert(1)</script>').waitFor();
        await unhurt(page);
      });
      const history = versions.map((version) => ({ ...version, entry: { ...version.entry, ...hostile[0] } }));
      await visit({ over: { 'GET /browse/history': () => ({ versions: history, complete: false }) } }, `${T}/history?at=${hostile[0]?.path_base64}`, async ({ page }) => {
        await page.getByRole('heading', { name: /History of/ }).waitFor();
        await unhurt(page);
        assert.match(await page.title(), /onerror/);
      });
      await visit({}, `${T}/diff?from=${snapshots[6]?.id}&to=${snapshots[0]?.id}`, async ({ page }) => {
        await page.getByText('draft<b>old</b>.txt').first().waitFor();
        await unhurt(page);
      });
    });

    test('don’t loosen the policy of the page', () => visit({}, T, async ({ page }) => {
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
      const stopped = await page.evaluate(() => {
        try {
          document.body.innerHTML = '<p>x</p>';
          return false;
        } catch {
          return true;
        }
      });
      assert.equal(stopped, true, 'Trusted Types let a string become markup');
      assert.equal(await page.locator('script:not([src]), style, [onclick], [style*="expression"]').count(), 0);
    }).catch((error: Error) => {
      // The browser reports the attempt above, and nothing else.
      assert.match(error.message, /TrustedHTML/);
    }));
  });
}
