import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { choose, foldersOf, openFolders, openTagged } from './files.ts';
import { picture } from './pictures.ts';
import { arrive, heading, rows, type Server, sound, visit, walk, walkUnlocked } from './server.ts';

const PAGES = ['Overview', 'Machines', 'Snapshots', 'Jobs', 'Storage', 'Policy', 'Tokens', 'Users', 'Audit'] as const;

/** Every page of a real tenant: no failure, nothing for axe; with HOLDFAST_SHOTS a picture of each for the documents. */
export function pageJourneys(server: Server): void {
  describe('the pages of a real tenant', () => {
    test('open without a failure, and axe finds nothing', () => walkUnlocked(server, async ({ page }) => {
      for (const name of PAGES) {
        await visit(page, name);
        await sound(page);
        await picture(page, name.toLowerCase());
      }
      await visit(page, 'Overview');
      await sound(page);
      await picture(page, 'overview-dark', 'dark');
      await picture(page, 'overview-phone', 'phone');
      await visit(page, 'Compare');
      await sound(page);
    }));

    test('those of a machine, a job, a comparison and files too', () => walkUnlocked(server, async ({ page }) => {
      await chooseTwo(page);
      await picture(page, 'compare');
      await visit(page, 'Machines');
      await page.getByRole('link', { name: 'laptop' }).click();
      await heading(page, 'laptop');
      await sound(page);
      await picture(page, 'machine');
      await visit(page, 'Jobs');
      await rows(page, 'Jobs').filter({ hasText: 'Restore' }).filter({ hasText: 'Succeeded' }).first().getByRole('link').click();
      await heading(page, /Restore/);
      await sound(page);
      await picture(page, 'job');
      await visit(page, 'Snapshots');
      await openTagged(page, 'second');
      await openFolders(page, ...foldersOf(server.source), 'documents');
      await sound(page);
      await picture(page, 'files');
      await openFolders(page, 'letters');
      await choose(page, 'to-ada.txt');
      await sound(page);
      await picture(page, 'files-dark', 'dark');
      await page.getByRole('button', { name: 'Restore…' }).click();
      await page.getByRole('dialog').getByLabel('Directory on that machine').fill(server.restores);
      await picture(page, 'restore');
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'History' }).click();
      await heading(page, /History of/);
      await page.locator('.timeline > li').first().waitFor();
      await picture(page, 'history');
    }));

    test('and those before anything is seen', () => arrive(server, async ({ page }) => {
      await picture(page, 'sign-in');
      await walk(server, async ({ page: locked }) => {
        await visit(locked, 'Snapshots');
        await locked.getByLabel('Passphrase').waitFor();
        await sound(locked);
        await picture(locked, 'unlock');
      });
    }));
  });
}

/** Compares the two snapshots of the laptop, with the changed letter's details beside. */
async function chooseTwo(page: Page): Promise<void> {
  for (const tag of ['second', 'first']) {
    await rows(page, 'Snapshots').filter({ hasText: tag }).getByRole('checkbox').click();
  }
  await page.getByRole('link', { name: 'Compare the two' }).click();
  await heading(page, 'Compare');
  await page.getByRole('grid', { name: 'Changes' }).getByRole('row').filter({ hasText: 'to-ada.txt' }).click();
  await page.getByRole('complementary', { name: 'Details of the change' }).waitFor();
  await sound(page);
}
