import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { findings } from '../support/axe.ts';
import { openTagged } from './files.ts';
import { picture } from './pictures.ts';
import { arrive, confirm, heading, leave, refused, rows, type Server, signInWithPassword, sound, visit, walk, walkUnlocked } from './server.ts';

const ROSA = { name: 'rosa', password: 'seven quiet violet otters' };
const GRACE = { name: 'grace', password: 'nine lively green turtles', next: 'ten sleepy orange herons' };

async function makeUser(page: Page, name: string, role: RegExp, password: string): Promise<void> {
  await visit(page, 'Users');
  await page.getByRole('button', { name: 'New user' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('radio', { name: role }).check();
  await dialog.getByLabel('First password').fill(password);
  assert.deepEqual(await findings(page), []);
  await confirm(page, 'Create user');
  await rows(page, 'Users').filter({ hasText: name }).getByText('May sign in').waitFor();
}

/** The second administrator, who must have been one before anything is asked of them. */
export function secondAdministrator(server: Server): void {
  test('a second administrator is made', () => walk(server, async ({ page }) => {
    await makeUser(page, ROSA.name, /admin/i, ROSA.password);
    await sound(page);
  }));
}

/** What needs two people: the requests were made on the way here. */
export function decisionJourneys(server: Server): void {
  describe('a second administrator', () => {
    test('sees what waits, approves the one and rejects the other', () => arrive(server, async ({ page }) => {
      await signInWithPassword(page, ROSA.name, ROSA.password);
      await heading(page, 'Overview');
      await page.getByText('2 changes wait').waitFor();
      await visit(page, 'Policy');
      const waiting = page.getByRole('region', { name: 'Waiting for approval' });
      await sound(page);
      await waiting.getByRole('listitem').filter({ hasText: 'Take the protection' }).getByRole('button', { name: 'Approve' }).click();
      assert.deepEqual(await findings(page), []);
      await confirm(page, 'Approve');
      await page.getByText('Approved.').waitFor();
      await waiting.getByRole('listitem').filter({ hasText: 'minimum age' }).getByRole('button', { name: 'Reject' }).click();
      await confirm(page, 'Reject');
      await waiting.waitFor({ state: 'detached' });
      assert.equal(await page.getByLabel('Minimum age').inputValue(), '14');
      await sound(page);
    }));

    test('has taken the protection away by that', () => walkUnlocked(server, async ({ page }) => {
      const row = rows(page, 'Snapshots').filter({ hasText: 'first' });
      await row.getByRole('button', { name: /^Protect/ }).waitFor();
      assert.equal(await row.getByText('Protected').count(), 0);
    }));
  });
}

export function accountJourneys(server: Server): void {
  describe('one’s own account', () => {
    test('a new user signs in with the password they were given', () => walk(server, async ({ page }) => {
      await makeUser(page, GRACE.name, /operator/i, GRACE.password);
      await sound(page);
      await arrive(server, async ({ page: graces }) => {
        await signInWithPassword(graces, GRACE.name, GRACE.password);
        await heading(graces, 'Overview');
        assert.equal(await graces.getByRole('link', { name: 'Users' }).count(), 0);
        await sound(graces);
      });
    }));

    test('signing out everywhere else ends the other browser’s sign-in and keeps this one', () => arrive(server, async ({ page }) => {
      await signInWithPassword(page, GRACE.name, GRACE.password);
      await heading(page, 'Overview');
      await arrive(server, async ({ page: elsewhere }) => {
        await signInWithPassword(elsewhere, GRACE.name, GRACE.password);
        await heading(elsewhere, 'Overview');
        await account(page);
        await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
        await page.getByText('You are signed in only here now.').waitFor();
        await elsewhere.reload();
        await elsewhere.getByRole('heading', { name: 'Sign in' }).waitFor();
      });
      await page.reload();
      await heading(page, 'Your sign-in');
      await sound(page);
      await picture(page, 'account');
    }));

    test('a changed password counts from then on, and the old one no more', () => arrive(server, async ({ page }) => {
      await signInWithPassword(page, GRACE.name, GRACE.password);
      await heading(page, 'Overview');
      await account(page);
      await page.getByLabel('Present password').fill(GRACE.password);
      await page.getByLabel('New password', { exact: true }).fill(GRACE.next);
      await page.getByLabel('New password again').fill(GRACE.next);
      await page.getByRole('button', { name: 'Change password' }).click();
      await page.getByText('Your password is changed.').waitFor();
      await leave(page);
      await signInWithPassword(page, GRACE.name, GRACE.password);
      await refused(page);
      await page.getByLabel('Password').fill(GRACE.next);
      await page.keyboard.press('Enter');
      await page.getByRole('navigation', { name: /Tenant|Server/ }).waitFor();
    }));
  });
}

async function account(page: Page): Promise<void> {
  await page.getByRole('link', { name: /grace/ }).click();
  await heading(page, 'Your sign-in');
}

export function tagJourneys(server: Server): void {
  describe('tags', () => {
    test('are added and taken away, shown and found', () => walkUnlocked(server, async ({ page }) => {
      const row = rows(page, 'Snapshots').filter({ hasText: 'first' });
      await row.getByRole('button', { name: /^Tags of/ }).click();
      const dialog = page.getByRole('dialog', { name: /^Tags of/ });
      await dialog.getByLabel('Add tags').fill('before upgrade, for a moment');
      await dialog.getByLabel('Add tags').press('Enter');
      await dialog.getByRole('button', { name: 'Remove for a moment' }).waitFor();
      assert.deepEqual(await findings(page), []);
      await picture(page, 'tags');
      await confirm(page, 'Save tags');
      await row.getByText('before upgrade').waitFor();
      await row.getByRole('button', { name: /^Tags of/ }).click();
      await dialog.getByRole('button', { name: 'Remove for a moment' }).click();
      await confirm(page, 'Save tags');
      await row.getByText('for a moment').waitFor({ state: 'detached' });
      await page.getByRole('searchbox', { name: 'Tag' }).fill('before upgrade');
      await page.waitForFunction(() => document.querySelectorAll('table[role=table] tbody tr').length === 1);
      await sound(page);
      await openTagged(page, 'before upgrade');
      await page.locator('.snapshot-line').getByText('before upgrade').waitFor();
    }));
  });
}
