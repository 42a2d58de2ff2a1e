import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { findings } from '../support/axe.ts';
import { choose, foldersOf, openFolders, openTagged } from './files.ts';
import { confirm, heading, rows, type Server, sound, visit, walkUnlocked } from './server.ts';

/** What a job may take on a machine that has much else to do. */
const JOB_MILLIS = 90_000;

/** On the page of a job: waits, without loading anything anew, until it says so itself. */
async function succeeds(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).getByText('Succeeded').waitFor({ timeout: JOB_MILLIS });
}

export function actJourneys(server: Server): void {
  describe('restoring to a machine', () => {
    test('its agent fetches the order, the job succeeds before one’s eyes, and the file is there', () => walkUnlocked(server, async ({ page }) => {
      await openTagged(page, 'second');
      await openFolders(page, ...foldersOf(server.source), 'documents', 'letters');
      await choose(page, 'to-ada.txt');
      await page.getByRole('button', { name: 'Restore…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Restore to a machine' });
      await dialog.getByLabel('Machine', { exact: true }).selectOption({ label: 'laptop' });
      await dialog.getByLabel('Directory on that machine').fill(join(server.restores, 'letters'));
      assert.deepEqual(await findings(page), []);
      await confirm(page, 'Restore');
      await page.getByRole('link', { name: 'Follow it' }).click();
      await succeeds(page);
      await sound(page);
      assert.equal(readFileSync(restored(server), 'utf8'), 'Dear Ada, and Charles\n');
    }));

    test('a directory the machine doesn’t allow fails the job, which says so', () => walkUnlocked(server, async ({ page }) => {
      await openTagged(page, 'first');
      await page.getByRole('button', { name: 'Restore folder…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Restore to a machine' });
      await dialog.getByLabel('Machine', { exact: true }).selectOption({ label: 'laptop' });
      await dialog.getByLabel('Directory on that machine').fill('/not/allowed');
      await confirm(page, 'Restore');
      await page.getByRole('link', { name: 'Follow it' }).click();
      await page.getByRole('heading', { level: 1 }).getByText('Failed').waitFor({ timeout: JOB_MILLIS });
      await page.locator('.note.bad').waitFor();
      assert.deepEqual(await findings(page), []);
    }));
  });

  describe('backing up a machine from here', () => {
    test('makes a snapshot, and the machine is on time', () => walkUnlocked(server, async ({ page }) => {
      await visit(page, 'Machines');
      await page.getByRole('link', { name: 'laptop' }).click();
      await rows(page, 'Schedules').filter({ hasText: 'documents' }).getByRole('button', { name: 'Back up now' }).click();
      await page.getByRole('link', { name: 'Follow it' }).click();
      await succeeds(page);
      await visit(page, 'Overview');
      await rows(page, 'Machines').filter({ hasText: 'laptop' }).getByText('On time').waitFor();
      await sound(page);
    }));
  });

  describe('protection', () => {
    test('a protected snapshot can’t be forgotten, and losing the protection waits for a second person', () => walkUnlocked(server, async ({ page }) => {
      const row = rows(page, 'Snapshots').filter({ hasText: 'first' });
      await row.getByRole('button', { name: /^Protect/ }).click();
      await confirm(page, 'Protect');
      await row.getByText('Protected').waitFor();
      await row.getByRole('button', { name: /^Forget/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Forget snapshot' }).click();
      await dialog.getByText('snapshot_protected').waitFor();
      assert.deepEqual(await findings(page), []);
      await page.keyboard.press('Escape');
      await row.getByRole('button', { name: /^Unprotect/ }).click();
      await confirm(page, 'Ask for it');
      await page.getByText('stays protected until another person approves').waitFor();
      await page.getByRole('link', { name: 'See approvals' }).click();
      await page.getByText('You asked for it yourself').waitFor();
      assert.equal(await page.getByRole('button', { name: 'Approve' }).isDisabled(), true);
      await sound(page);
      await visit(page, 'Snapshots');
      await row.getByText('Protected').waitFor();
    }));
  });

  describe('jobs', () => {
    for (const kind of ['Scrub', 'Collection']) {
      test(`a ${kind.toLowerCase()} is started, followed live, and succeeds`, () => walkUnlocked(server, async ({ page }) => {
        await visit(page, 'Jobs');
        await page.getByText('Live', { exact: true }).waitFor();
        await page.getByRole('button', { name: `Run ${kind.toLowerCase()}` }).click();
        await confirm(page, 'Start');
        const row = rows(page, 'Jobs').filter({ hasText: kind }).first();
        await row.getByText('Succeeded').waitFor({ timeout: JOB_MILLIS });
        await sound(page);
        await row.getByRole('link', { name: kind }).click();
        await heading(page, new RegExp(kind));
        await succeeds(page);
        await sound(page);
      }));
    }

    test('a restore whose machine is away waits, is cancelled, and stays so', () => walkUnlocked(server, async ({ page }) => {
      await rows(page, 'Snapshots').filter({ hasText: 'desktop' }).getByRole('rowheader').getByRole('link').click();
      await page.getByRole('grid').waitFor();
      await page.getByRole('button', { name: 'Restore folder…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Restore to a machine' });
      await dialog.getByText('It is not connected now').waitFor();
      await dialog.getByLabel('Directory on that machine').fill('/srv/restored');
      await confirm(page, 'Restore');
      await page.getByRole('link', { name: 'Follow it' }).click();
      await page.getByRole('heading', { level: 1 }).getByText('Queued').waitFor();
      await sound(page);
      await page.getByRole('button', { name: 'Cancel', exact: true }).click();
      assert.deepEqual(await findings(page), []);
      await confirm(page, 'Cancel restore');
      await page.getByRole('heading', { level: 1 }).getByText('Cancelled').waitFor();
      await page.reload();
      await page.getByRole('heading', { level: 1 }).getByText('Cancelled').waitFor();
      assert.equal(await page.getByRole('button', { name: 'Cancel', exact: true }).count(), 0);
      await sound(page);
    }));

    test('the storage page shows what they found', () => walkUnlocked(server, async ({ page }) => {
      await visit(page, 'Storage');
      for (const title of ['Collection', 'Scrub']) {
        await page.getByRole('region', { name: title }).getByText('Succeeded').waitFor();
      }
      await sound(page);
    }));
  });
}

/** A restore puts the whole path below its target. */
function restored(server: Server): string {
  return join(server.restores, 'letters', server.source, 'documents/letters/to-ada.txt');
}
