import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findings } from '../support/axe.ts';
import { arrive, heading, refused, rows, type Server, signInAndUnlock, signInWithPassword, signInWithToken, sound, unlock, visit, walk } from './server.ts';

export function sessionJourneys(server: Server): void {
  describe('coming in and going out', () => {
    test('a wrong password and a wrong token are refused and tell nothing, the right token opens the tenant', () => arrive(server, async ({ page }) => {
      await signInWithPassword(page, 'nobody', 'not a password of anybody');
      await refused(page);
      assert.deepEqual(await findings(page), []);
      assert.equal(await page.getByRole('navigation').count(), 0);
      await signInWithToken(page, `${server.token.slice(0, -4)}AAAA`);
      await refused(page);
      await page.getByLabel('Token').fill(server.token);
      await page.keyboard.press('Enter');
      await heading(page, 'Overview');
      await sound(page);
    }));

    test('a locked tenant asks for its passphrase, refuses a wrong one, and shows its snapshots with the right one', () => walk(server, async ({ page }) => {
      await visit(page, 'Snapshots');
      await unlock(page, 'wrong horse battery staple');
      await refused(page);
      assert.deepEqual(await findings(page), []);
      assert.equal(await rows(page, 'Snapshots').count(), 0);
      await unlock(page, server.passphrase);
      await rows(page, 'Snapshots').first().waitFor();
      assert.ok(await rows(page, 'Snapshots').count() >= 3);
      assert.equal(await page.evaluate((secret) => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]).includes(secret), server.passphrase), false);
    }));

    test('what was locked again can’t be read until the passphrase is given again', () => arrive(server, async ({ page }) => {
      await signInAndUnlock(page, server);
      await page.getByRole('link', { name: 'Unlocked' }).click();
      await page.getByRole('button', { name: 'Lock again' }).click();
      await page.getByLabel('Passphrase').waitFor();
      await page.getByRole('navigation', { name: 'Tenant' }).getByRole('link', { name: 'Snapshots' }).click();
      await page.getByLabel('Passphrase').waitFor();
      assert.equal(await rows(page, 'Snapshots').count(), 0);
    }));

    test('after signing out nothing of the tenant is left, neither by going back nor by asking the server', () => arrive(server, async ({ page, context }) => {
      await signInAndUnlock(page, server);
      const files = await page.getByRole('rowheader').getByRole('link').first().getAttribute('href');
      await page.getByRole('rowheader').getByRole('link').first().click();
      await page.getByRole('grid').waitFor();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByText('You are signed out.').waitFor();
      await page.goBack();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      await page.goto(files ?? '/');
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      const text = await page.content();
      for (const secret of ['laptop', 'desktop', server.source, server.tenant === 'home' ? 'Files of' : server.tenant]) {
        assert.ok(!text.includes(secret), `the page still holds ${secret}`);
      }
      const answer = await context.request.get(`${server.url}/api/v1/tenants/${server.tenant}/browse/snapshots`);
      assert.equal(answer.status(), 401);
      assert.equal(await page.evaluate(() => sessionStorage.length), 0);
    }));
  });
}
