import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Refusal, SENT, Status } from '../support/api.ts';
import { approvals, newToken, policy, snapshots, T, tenants } from '../support/fixtures.ts';
import { findings } from '../support/axe.ts';
import { visit } from './context.ts';

export function acts(): void {
  describe('acts that change something', () => {
    test('forgetting names the snapshot, sends its version, and shows a refusal in the dialog', async () => {
      const sent: (string | undefined)[] = [];
      await visit({
        over: {
          'DELETE /snapshots/:id': (_, route) => {
            sent.push(route.request().headers()['if-match']);
            return sent.length === 1 ? new Refusal(409, 'snapshot_protected') : new Status(204);
          },
        },
      }, `${T}/snapshots`, async ({ page }) => {
        const id = snapshots[0]?.short_id ?? '';
        await page.getByRole('button', { name: `Forget ${id}` }).click();
        const dialog = page.getByRole('dialog', { name: `Forget snapshot ${id}?` });
        assert.deepEqual(await findings(page), []);
        await dialog.getByRole('button', { name: 'Forget snapshot' }).click();
        await dialog.getByText('snapshot_protected').first().waitFor();
        await dialog.getByRole('button', { name: 'Forget snapshot' }).click();
        await page.getByText(`Snapshot ${id} is forgotten.`).waitFor();
        assert.deepEqual(sent, ['"1"', '"1"']);
      });
    });

    test('an act whose answer was lost is repeated with the same idempotency key', async () => {
      const keys: (string | undefined)[] = [];
      await visit({
        over: {
          'DELETE /snapshots/:id': async (_, route) => {
            keys.push(route.request().headers()['idempotency-key']);
            if (keys.length > 1) {
              return new Status(204);
            }
            await route.abort('connectionreset');
            return SENT;
          },
        },
      }, `${T}/snapshots`, async ({ page }) => {
        await page.getByRole('button', { name: `Forget ${snapshots[0]?.short_id}` }).click();
        const act = page.getByRole('dialog').getByRole('button', { name: 'Forget snapshot' });
        await act.click();
        await page.getByRole('dialog').getByText('can’t be reached').waitFor();
        await act.click();
        await page.getByText('is forgotten').waitFor();
        assert.equal(keys[0], keys[1]);
      });
    });

    test('taking a protection away tells that it waits for a second person', () => visit({
      over: { 'PATCH /snapshots/:id': () => new Status(202, { approval: approvals[0] }) },
    }, `${T}/snapshots`, async ({ page }) => {
      await page.getByRole('button', { name: `Unprotect ${snapshots[3]?.short_id}` }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Ask for it' }).click();
      await page.getByText('stays protected until another person approves').waitFor();
    }));

    test('the limits of a tenant are shown as they are, and sent as bytes, with 0 for none', async () => {
      const sent: unknown[] = [];
      await visit({
        over: {
          'PATCH /api/v1/tenants/:id': (_, route) => {
            sent.push(JSON.parse(route.request().postData() ?? '{}'));
            return tenants[0];
          },
        },
      }, '/server/tenants', async ({ page }) => {
        await page.getByRole('button', { name: 'Limits of acme' }).click();
        const dialog = page.getByRole('dialog', { name: 'Limits of acme' });
        assert.equal(await dialog.getByLabel('Quota in GiB').inputValue(), '2048');
        assert.equal(await dialog.getByLabel('Requests a second').inputValue(), '200');
        await dialog.getByLabel('Quota in GiB').fill('500');
        await dialog.getByText('are stored already').waitFor();
        assert.deepEqual(await findings(page), []);
        await dialog.getByLabel('Requests a second').fill('');
        await dialog.getByRole('button', { name: 'Save limits' }).click();
        await page.getByText('The limits of acme are changed.').waitFor();
        assert.deepEqual(sent, [{ quota_bytes: 500 * 1024 ** 3, requests_per_second: 0 }]);
      });
    });

    test('tags are taken away and added with the keyboard, and sent with the version they were shown at', async () => {
      const sent: unknown[] = [];
      const shown = snapshots[1];
      await visit({
        over: {
          'PATCH /browse/snapshots/:id': (_, route) => {
            sent.push(JSON.parse(route.request().postData() ?? '{}'), route.request().headers()['if-match']);
            return shown;
          },
        },
      }, `${T}/snapshots`, async ({ page }) => {
        await page.getByRole('button', { name: `Tags of ${shown?.short_id}` }).click();
        const dialog = page.getByRole('dialog', { name: `Tags of ${shown?.short_id}` });
        assert.deepEqual(await findings(page), []);
        await dialog.getByRole('button', { name: 'Remove quarter-end' }).focus();
        await page.keyboard.press('Enter');
        await page.keyboard.type('kept, <b>bold</b>');
        await page.keyboard.press('Enter');
        assert.deepEqual(await dialog.getByRole('list', { name: 'Tags' }).getByRole('listitem').allInnerTexts(), ['before-upgrade', 'kept', '<b>bold</b>']);
        await page.keyboard.type('last');
        await dialog.getByRole('button', { name: 'Save tags' }).click();
        await page.getByText(`The tags of ${shown?.short_id} are changed.`).waitFor();
        assert.deepEqual(sent, [{ tags: ['before-upgrade', 'kept', '<b>bold</b>', 'last'] }, '"1"']);
      });
    });

    test('signing out everywhere else keeps this sign-in', () => visit({
      over: { 'DELETE /api/v1/session/others': () => new Status(204) },
    }, '/account', async ({ page }) => {
      await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
      await page.getByText('You are signed in only here now.').waitFor();
      await page.getByRole('heading', { name: 'Your sign-in' }).waitFor();
    }));

    test('a new token is shown once, and never again', () => visit({
      over: { 'POST /tokens': () => new Status(201, newToken) },
    }, `${T}/tokens`, async ({ page }) => {
      await page.getByRole('button', { name: 'New token' }).click();
      assert.deepEqual(await findings(page), []);
      await page.getByLabel('Name').fill('front-desk');
      await page.getByRole('button', { name: 'Create token' }).click();
      await page.getByRole('dialog', { name: 'Token front-desk' }).getByText(newToken.token).waitFor();
      assert.deepEqual(await findings(page), []);
      await page.getByRole('button', { name: 'I have it' }).click();
      assert.ok(!(await page.content()).includes(newToken.token));
    }));

    test('a policy that was changed by somebody else is not overwritten', () => visit({
      over: { 'PUT /policy': () => new Refusal(412, 'precondition_failed') },
    }, `${T}/policy`, async ({ page }) => {
      await page.getByLabel('Daily').fill('9');
      await page.getByRole('button', { name: 'Save policy' }).click();
      await page.getByRole('button', { name: 'Load what is there now' }).waitFor();
    }));

    test('the preview tells what the rules in the form would forget', async () => {
      const previews: { retention: { keep_daily: number } }[] = [];
      await visit({
        over: {
          'POST /policy/preview': (_, route) => {
            previews.push(JSON.parse(route.request().postData() ?? '{}'));
            return { forget: snapshots.slice(0, 3).map((snapshot) => snapshot.id), keep: 11 };
          },
        },
      }, `${T}/policy`, async ({ page }) => {
        await page.getByLabel('Daily').fill('2');
        await page.getByRole('button', { name: 'Preview' }).click();
        await page.getByText('3 snapshots').waitFor();
        assert.equal(previews[0]?.retention.keep_daily, 2);
        assert.equal(policy.retention.keep_daily, 7);
      });
    });

    test('one’s own request can’t be approved, another’s can', () => visit({
      over: { 'POST /approvals/:id': () => ({}) },
    }, `${T}/policy`, async ({ page }) => {
      const own = page.getByRole('listitem').filter({ hasText: 'You asked for it yourself' });
      assert.equal(await own.getByRole('button', { name: 'Approve' }).isDisabled(), true);
      await page.getByRole('button', { name: 'Approve' }).first().click();
      await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
      await page.getByText('Approved.').waitFor();
    }));
  });
}
