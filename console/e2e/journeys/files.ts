import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, test } from 'node:test';
import type { Download, Page } from 'playwright-core';
import { unzip } from '../support/zip.ts';
import { heading, rows, type Server, sound, visit, walkUnlocked } from './server.ts';

const NEW_LETTER = 'Dear Ada, and Charles\n';
const OLD_LETTER = 'Dear Ada\n';

/** Opens the snapshot with that tag. */
export async function openTagged(page: Page, tag: string): Promise<void> {
  await rows(page, 'Snapshots').filter({ hasText: tag }).getByRole('rowheader').getByRole('link').click();
  await heading(page, /Files of/);
  await page.getByRole('grid').waitFor();
}

/** Opens folder after folder, from where the page is. */
export async function openFolders(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) {
    await page.getByRole('grid').getByRole('link', { name, exact: true }).click();
    await page.getByRole('grid', { name: `Contents of ${name}` }).waitFor();
  }
}

export function foldersOf(path: string): string[] {
  return path.split('/').filter((name) => name !== '');
}

/** Makes an entry the active one; its details are shown beside the list. */
export async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('grid').getByRole('row').filter({ hasText: name }).first().click();
  await page.getByRole('complementary', { name: 'Details' }).getByRole('heading', { name }).waitFor();
}

export function fileJourneys(server: Server): void {
  const letters = [...foldersOf(server.source), 'documents', 'letters'];

  describe('what the machines backed up', () => {
    test('the overview shows both machines and what is stored', () => walkUnlocked(server, async ({ page }) => {
      await visit(page, 'Overview');
      await rows(page, 'Machines').filter({ hasText: 'laptop' }).waitFor();
      await rows(page, 'Machines').filter({ hasText: 'desktop' }).waitFor();
      assert.equal(await rows(page, 'Machines').count(), server.machines);
      await sound(page);
      await page.getByRole('link', { name: 'laptop' }).click();
      await heading(page, 'laptop');
      await sound(page);
    }));

    test('snapshots are found by words, tag and host', () => walkUnlocked(server, async ({ page }) => {
      const table = rows(page, 'Snapshots');
      assert.equal(await table.count(), server.snapshots);
      await page.getByRole('searchbox', { name: 'Tag' }).fill('first');
      await page.waitForURL(/tag=first/);
      await page.waitForFunction(() => document.querySelectorAll('table[role=table] tbody tr').length === 1);
      assert.match(await table.first().innerText(), /laptop[^]*first/);
      await page.getByRole('searchbox', { name: 'Tag' }).fill('');
      await page.getByRole('searchbox', { name: 'Host', exact: true }).fill('desktop');
      await page.waitForURL(/host=desktop/);
      await page.waitForFunction(() => document.querySelectorAll('table[role=table] tbody tr').length === 1);
      await page.getByRole('searchbox', { name: 'Host', exact: true }).fill('');
      await page.getByRole('searchbox', { name: /Search host/ }).fill('no such words');
      await page.getByText('No snapshot fits').waitFor();
      await page.getByRole('button', { name: 'Show all' }).click();
      await page.waitForFunction((all) => document.querySelectorAll('table[role=table] tbody tr').length === all, server.snapshots);
      await sound(page);
    }));

    test('hostile names are text, and what can’t be seen of them is spelled out', () => walkUnlocked(server, async ({ page }) => {
      await openTagged(page, 'second');
      await openFolders(page, ...foldersOf(server.source), 'documents');
      const names = await page.locator('.grid-row .cell.title .name').allInnerTexts();
      for (const name of ['<img src=x onerror=alert(1)>', '<script>alert(1)<', 'two\\nlines', 'not utf-8 \\xff', 'right \\u{202e} to left']) {
        assert.ok(names.includes(name), `${name} is not among ${names.join(' | ')}`);
        await choose(page, name);
      }
      assert.equal(await page.locator('main img, main script, main iframe').count(), 0);
      await sound(page);
    }));

    test('the history of a file shows its two versions', () => walkUnlocked(server, async ({ page }) => {
      await openTagged(page, 'second');
      await openFolders(page, ...letters);
      await choose(page, 'to-ada.txt');
      await page.getByRole('link', { name: 'History' }).click();
      await heading(page, /History of .*to-ada\.txt/);
      await page.locator('.timeline > li').first().waitFor();
      const versions = await page.locator('.timeline > li').allInnerTexts();
      assert.ok(versions.some((text) => text.includes('22 B')) && versions.some((text) => text.includes('9 B')), versions.join(' | '));
      await sound(page);
    }));

    test('two snapshots compared show the changed file, with its sizes before and after', () => walkUnlocked(server, async ({ page }) => {
      for (const tag of ['second', 'first']) {
        await rows(page, 'Snapshots').filter({ hasText: tag }).getByRole('checkbox').click();
      }
      await page.getByRole('link', { name: 'Compare the two' }).click();
      await heading(page, 'Compare');
      const change = page.getByRole('grid', { name: 'Changes' }).getByRole('row').filter({ hasText: 'to-ada.txt' });
      assert.match(await change.innerText(), /Content[^]*9 B[^]*22 B/);
      await change.click();
      const details = page.getByRole('complementary', { name: 'Details of the change' });
      assert.equal(await saved(page, () => details.getByRole('link', { name: 'Before' }).first().click(), 'to-ada.txt'), OLD_LETTER);
      await sound(page);
    }));
  });

  describe('downloads', () => {
    test('of a file hold its exact bytes, as an attachment that no browser interprets', () => walkUnlocked(server, async ({ page, context }) => {
      await openTagged(page, 'second');
      await openFolders(page, ...letters);
      await choose(page, 'to-ada.txt');
      const link = page.getByRole('complementary', { name: 'Details' }).getByRole('link', { name: 'Download' });
      assert.equal(await saved(page, () => link.click(), 'to-ada.txt'), NEW_LETTER);
      const answer = await context.request.get(new URL(await link.getAttribute('href') ?? '', server.url).href);
      assert.match(answer.headers()['content-disposition'] ?? '', /^attachment/);
      assert.equal(answer.headers()['content-type'], 'application/octet-stream');
      assert.equal(answer.headers()['x-content-type-options'], 'nosniff');
    }));

    test('of a file with a hostile name get a harmless one', () => walkUnlocked(server, async ({ page }) => {
      await openTagged(page, 'second');
      await openFolders(page, ...foldersOf(server.source), 'documents');
      await choose(page, '<img src=x onerror=alert(1)>');
      const [download] = await Promise.all([
        page.waitForEvent('download'), page.getByRole('complementary', { name: 'Details' }).getByRole('link', { name: 'Download' }).click(),
      ]);
      assert.equal(readFileSync(await pathOf(download), 'utf8'), '');
    }));

    test('of a folder are a valid zip with its files', () => walkUnlocked(server, async ({ page }) => {
      await openTagged(page, 'second');
      await openFolders(page, ...letters);
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Folder as zip' }).click()]);
      const files = unzip(readFileSync(await pathOf(download)));
      const [letter] = [...files].filter(([name]) => basename(name) === 'to-ada.txt');
      assert.equal(letter?.[1].toString('utf8'), NEW_LETTER);
    }));
  });
}

/** The content of what an act downloads, which must come under that name. */
async function saved(page: Page, act: () => Promise<void>, name: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  assert.equal(download.suggestedFilename(), name);
  return readFileSync(await pathOf(download), 'utf8');
}

async function pathOf(download: Download): Promise<string> {
  assert.equal(await download.failure(), null);
  return download.path();
}
