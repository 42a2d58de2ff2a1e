import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { findings } from '../support/axe.ts';
import { arrive, confirm, heading, refused, rows, type Server, signInWithToken, sound, visit, walk, walkUnlocked } from './server.ts';

export function accessJourneys(server: Server): void {
  describe('access', () => {
    test('a token is shown once, opens what its role may see, and opens nothing once revoked', () => walk(server, async ({ page }) => {
      await visit(page, 'Tokens');
      await page.getByRole('button', { name: 'New token' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name').fill('monitoring');
      await dialog.getByRole('radio', { name: /reader/i }).check();
      await dialog.getByRole('button', { name: 'Create token' }).click();
      const secret = await page.getByLabel('The token').innerText();
      assert.match(secret, /^hf_\w+_\S+$/);
      assert.deepEqual(await findings(page), []);
      await confirm(page, 'I have it');
      assert.ok(!(await page.content()).includes(secret));
      await sound(page);
      await arrive(server, async ({ page: readers }) => {
        await signInWithToken(readers, secret);
        await heading(readers, 'Overview');
        assert.equal(await readers.getByRole('link', { name: 'Tokens' }).count(), 0);
        await visit(readers, 'Jobs');
        assert.equal(await readers.getByRole('button', { name: 'Run scrub' }).count(), 0);
        await sound(readers);
      });
      await rows(page, 'Tokens').filter({ hasText: 'monitoring' }).getByRole('button', { name: 'Revoke' }).click();
      await confirm(page, 'Revoke token');
      await rows(page, 'Tokens').filter({ hasText: 'monitoring' }).getByText('Revoked').waitFor();
      await arrive(server, async ({ page: worthless }) => {
        await signInWithToken(worthless, secret);
        await refused(worthless);
      });
    }));
  });

  describe('policy', () => {
    test('is tried out by the preview, saved, and still there afterwards', () => walkUnlocked(server, async ({ page }) => {
      await visit(page, 'Policy');
      await page.getByLabel('Newest').fill('5');
      await page.getByRole('button', { name: 'Preview' }).click();
      await page.getByText(/Now these rules would forget/).waitFor();
      await page.getByRole('button', { name: 'Save policy' }).click();
      await page.getByText('Everything is saved.').waitFor();
      await page.reload();
      await page.getByLabel('Newest').waitFor();
      assert.equal(await page.getByLabel('Newest').inputValue(), '5');
      await sound(page);
    }));

    test('a longer minimum age counts at once, a shorter one waits for a second administrator', () => walkUnlocked(server, async ({ page }) => {
      await visit(page, 'Policy');
      await page.getByLabel('Minimum age').fill('14');
      await page.getByRole('button', { name: 'Save policy' }).click();
      await page.getByText('The policy is saved.').waitFor();
      await page.getByLabel('Minimum age').fill('7');
      await page.getByRole('button', { name: 'Save policy' }).click();
      await page.getByText('The shorter minimum age waits for a second person').waitFor();
      await page.getByRole('region', { name: 'Waiting for approval' }).getByText('Shorten the minimum age to 7 days').waitFor();
      await page.reload();
      await page.getByLabel('Minimum age').waitFor();
      assert.equal(await page.getByLabel('Minimum age').inputValue(), '14');
      await sound(page);
    }));
  });
}

export function auditJourneys(server: Server): void {
  describe('the audit log', () => {
    test('holds what was done here, the refused sign-ins too', () => walk(server, async ({ page }) => {
      await visit(page, 'Audit');
      for (const action of ['token.create', 'token.revoke', 'user.create', 'policy.change', 'restore.submit', 'job.submit', 'approval.request', 'snapshot.relabel', 'user.password', 'session.close_others', 'job.cancel']) {
        await page.getByRole('searchbox', { name: 'Action' }).fill(action);
        await page.waitForURL((url) => url.searchParams.get('action') === action);
        await rows(page, 'Audit records').filter({ hasText: action }).first().waitFor();
      }
      await page.getByRole('searchbox', { name: 'Action' }).fill('');
      await sound(page);
      const [exported] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export' }).click()]);
      const lines = readFileSync(await exported.path(), 'utf8').trim().split('\n');
      const actions = new Set(lines.map((line) => (JSON.parse(line) as { action: string }).action));
      assert.ok(actions.has('token.revoke') && actions.has('approval.request'), [...actions].join(' '));
    }));
  });
}
