import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { findings } from '../support/axe.ts';
import { picture } from './pictures.ts';
import { confirm, heading, rows, type Server, sound, walk } from './server.ts';

/** Goes to a page of the whole server by the navigation. */
async function visit(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Server' }).getByRole('link', { name, exact: true }).click();
  await heading(page, name);
}

async function wholeServer(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Tenant' }).selectOption({ label: 'Whole server' });
  await heading(page, 'Tenants');
}

export function tenantJourneys(server: Server): void {
  describe('the whole server', () => {
    test('a tenant is made with limits, gets others, and is deleted once its name is typed', () => walk(server, async ({ page }) => {
      await wholeServer(page);
      await page.getByRole('button', { name: 'New tenant' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name').fill('workshop');
      await dialog.getByLabel('Quota in GiB').fill('500');
      await dialog.getByLabel('Requests a second').fill('100');
      assert.deepEqual(await findings(page), []);
      await confirm(page, 'Create tenant');
      const row = rows(page, 'Tenants').filter({ hasText: 'workshop' });
      assert.match(await row.innerText(), /500 GiB[^]*0 % used[^]*100\/s/);
      await sound(page);
      await picture(page, 'tenants');

      await row.getByRole('button', { name: /^Limits/ }).click();
      assert.equal(await dialog.getByLabel('Quota in GiB').inputValue(), '500');
      await dialog.getByLabel('Quota in GiB').fill('0.5');
      await dialog.getByLabel('Requests a second').fill('');
      await confirm(page, 'Save limits');
      await row.getByText('512 MiB').waitFor();
      await page.reload();
      await row.waitFor();
      assert.match(await row.innerText(), /512 MiB[^]*no limit/);

      await row.getByRole('link', { name: 'workshop' }).click();
      await heading(page, 'Overview');
      await page.locator('.steps').waitFor();
      await sound(page);
      await picture(page, 'first-steps');
      await wholeServer(page);
      await row.getByRole('button', { name: 'Delete workshop' }).click();
      assert.equal(await dialog.getByRole('button', { name: 'Delete tenant' }).isDisabled(), true);
      await dialog.getByLabel('Type workshop to confirm').fill('workshop');
      await confirm(page, 'Delete tenant');
      await row.waitFor({ state: 'detached' });
      assert.equal(await page.getByRole('combobox', { name: 'Tenant' }).getByRole('option', { name: 'workshop' }).count(), 0);
      await sound(page);
    }));

    test('has tokens and users of its own, and an audit log that is searched and exported', () => walk(server, async ({ page }) => {
      await wholeServer(page);
      await visit(page, 'Users');
      await sound(page);
      await visit(page, 'Tokens');
      await sound(page);
      await visit(page, 'Audit');
      for (const action of ['tenant.create', 'tenant.change', 'tenant.remove']) {
        await page.getByRole('searchbox', { name: 'Action' }).fill(action);
        await page.waitForURL((url) => url.searchParams.get('action') === action);
        await rows(page, 'Audit records').filter({ hasText: 'workshop' }).first().waitFor();
      }
      await sound(page);
      const [exported] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export' }).click()]);
      const records = readFileSync(await exported.path(), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { action: string; object: string });
      assert.ok(records.some(({ action, object }) => action === 'tenant.change' && object === 'workshop'), 'the export lacks what the page shows');
    }));
  });
}
