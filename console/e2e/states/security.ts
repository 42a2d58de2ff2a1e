import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Refusal, Status } from '../support/api.ts';
import { session, T } from '../support/fixtures.ts';
import { visit } from './context.ts';

export function security(): void {
  describe('sign-in', () => {
    test('the one-time token leaves the address before anything is asked, and is used once', async () => {
      const used: string[] = [];
      await visit({
        over: {
          'POST /api/v1/session': (_, route) => {
            used.push(route.request().postData() ?? '');
            return session;
          },
        },
      }, '/#one_time=abc123', async ({ page }) => {
        await page.getByRole('heading', { name: 'Overview' }).waitFor();
        assert.equal(new URL(page.url()).hash, '');
        assert.deepEqual(used, ['{"one_time":"abc123"}']);
        await page.goBack().catch(() => null);
        assert.ok(!page.url().includes('abc123'));
      });
    });

    test('a used-up one-time link says how to get another', () => visit({
      session: null, over: { 'POST /api/v1/session': () => new Refusal(401, 'unauthorized') },
    }, '/#one_time=old', async ({ page }) => {
      await page.getByRole('alert').getByText('holdfast ui').waitFor();
    }));

    test('a wrong password is told, keeps the page, and is read out', () => visit({
      session: null, over: { 'POST /api/v1/session': () => new Refusal(401, 'unauthorized') },
    }, '/', async ({ page }) => {
      await page.getByLabel('User name').fill('ann');
      await page.getByLabel('Password').fill('wrong');
      await page.keyboard.press('Enter');
      await page.locator('[aria-live=assertive]').getByText('refused').waitFor();
      assert.equal(await page.getByLabel('User name').inputValue(), 'ann');
    }));

    test('a sign-in that ended leads to the sign-in page and back to the same place', async () => {
      let gone = true;
      await visit({
        over: {
          'GET /tokens': () => gone ? new Refusal(401, 'unauthorized') : { tokens: [] },
          'POST /api/v1/session': () => {
            gone = false;
            return session;
          },
        },
      }, `${T}/tokens`, async ({ page }) => {
        await page.getByText('Your sign-in has ended').waitFor();
        await page.getByLabel('User name').fill('ann');
        await page.getByLabel('Password').fill('right');
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { name: 'Tokens', exact: true }).waitFor();
      });
    });

    test('whatever changes something carries the CSRF token and an idempotency key', async () => {
      const headers: Record<string, string>[] = [];
      await visit({
        over: {
          'DELETE /api/v1/session': (_, route) => {
            headers.push(route.request().headers());
            return new Status(204);
          },
        },
      }, T, async ({ page }) => {
        await page.getByRole('button', { name: 'Sign out' }).click();
        await page.getByText('You are signed out').waitFor();
        assert.equal(headers[0]?.['x-csrf-token'], 'csrf-1');
        assert.match(headers[0]?.['idempotency-key'] ?? '', /^[0-9a-f]{32}$/);
      });
    });

    test('a reader sees no act that is not theirs', () => visit({ session: { ...session, role: 'reader' } }, `${T}/snapshots`, async ({ page }) => {
      await page.getByRole('row').nth(1).waitFor();
      assert.equal(await page.getByRole('button', { name: /Forget|Protect/ }).count(), 0);
      assert.equal(await page.getByRole('link', { name: /Tokens|Users|Audit/ }).count(), 0);
    }));
  });

  describe('a locked tenant', () => {
    test('asks for the passphrase in place, says what the server then sees, and goes on', async () => {
      let open = false;
      await visit({
        over: {
          'GET /browse/snapshots': () => open ? { snapshots: [], next: null } : new Refusal(423, 'locked'),
          'POST /api/v1/session/unlock': (_, route) => {
            open = JSON.parse(route.request().postData() ?? '{}').passphrase === 'right';
            return open ? new Status(204) : new Refusal(403, 'wrong_passphrase');
          },
        },
      }, `${T}/snapshots`, async ({ page }) => {
        await page.getByText('holds the key in its memory for this sign-in only').waitFor();
        await page.getByLabel('Passphrase').fill('wrong');
        await page.keyboard.press('Enter');
        await page.getByText('wrong_passphrase').first().waitFor();
        await page.getByLabel('Passphrase').fill('right');
        await page.keyboard.press('Enter');
        await page.getByText('No snapshots yet').waitFor();
      });
    });
  });
}
