import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { picture } from './pictures.ts';
import { confirm, heading, rows, type Server, sound, walk } from './server.ts';

async function visit(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Tenant' }).selectOption({ label: 'Whole server' });
  await heading(page, 'Tenants');
  await page.getByRole('navigation', { name: 'Server' }).getByRole('link', { name, exact: true }).click();
  await heading(page, name);
}

/** Gives a setting a value everywhere, with a reason. */
async function publish(page: Page, setting: string, value: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: `Change ${setting}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Another value', exact: true }).check();
  await dialog.getByLabel('Value (requests)').fill(value);
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: 'Check' }).click();
  await dialog.getByText('Checked.').waitFor();
  await sound(page);
  await confirm(page, 'Publish');
}

export function controlJourneys(server: Server): void {
  describe('what changes while everything runs', () => {
    test('an administrator changes a setting, sees it in the history, and rolls back', () => walk(server, async ({ page }) => {
      const setting = rows(page, 'Settings of limits').filter({ hasText: 'limit.upload.places' });
      await visit(page, 'Configuration');
      await sound(page);
      await publish(page, 'limit.upload.places', '40', 'new disks');
      await setting.getByText('40 requests').waitFor();
      await publish(page, 'limit.upload.places', '64', 'even more disks');
      await setting.getByText('64 requests').waitFor();
      await setting.getByText('Everywhere').waitFor();
      await sound(page);
      await picture(page, 'configuration');

      await page.getByRole('link', { name: 'History', exact: true }).click();
      await heading(page, 'History of the configuration');
      // Units come with the list of settings, which is a question of its own.
      await rows(page, 'Versions').first().getByText('64 requests').waitFor();
      assert.match(await rows(page, 'Versions').first().innerText(), /even more disks[^]*limit\.upload\.places[^]*40 requests[^]*64 requests/);
      await sound(page);
      await picture(page, 'configuration-history');
      await rows(page, 'Versions').nth(1).getByRole('button', { name: /^Roll back/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('40 requests').waitFor();
      await dialog.getByLabel('Reason').fill('they were not needed');
      await sound(page);
      await confirm(page, 'Roll back');
      await rows(page, 'Versions').first().getByText('they were not needed').waitFor();
      await page.getByRole('link', { name: 'Configuration', exact: true }).first().click();
      await setting.getByText('40 requests').waitFor();
    }));

    test('an effect that was found is shown with its interval, and what guards it', () => walk(server, async ({ page }) => {
      await visit(page, 'Experiments');
      await page.getByRole('combobox', { name: 'Environment' }).selectOption('journey/past');
      await page.getByRole('link', { name: 'checkout-button' }).click();
      await heading(page, /checkout-button/);
      await page.getByRole('img', { name: /on: \+[\d.]+, between \+[\d.]+ and \+[\d.]+, better/ }).waitFor();
      assert.match(await rows(page, 'revenue').last().innerText(), /on[^]*2,000[^]*\+[\d.]+ to \+[\d.]+[^]*better/i);
      assert.match(await rows(page, 'page-errors').last().innerText(), /holds/i);
      assert.match(await rows(page, 'newsletter').last().innerText(), /undecided/i);
      await sound(page);
      await picture(page, 'experiment');
    }));

    test('an experiment is started, read, and stopped', () => walk(server, async ({ page }) => {
      const headers = { Authorization: `Bearer ${server.token}`, 'Content-Type': 'application/json' };
      const post = async (path: string, data: object) => {
        const answer = await fetch(`${server.url}/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(data) });
        assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.text()}`);
      };
      await post('flags/projects/journey/environments', { name: 'production' });
      await post('experiments/journey/production', {
        name: 'checkout', flag: 'new-checkout', variants: [{ name: 'off' }, { name: 'on' }], primary: { name: 'revenue', covariate: 'revenue' },
        guardrails: [{ name: 'page-errors', better: 'lower', margin: 0.05 }], window_minutes: 60, planned_units: 20_000,
      });
      await visit(page, 'Experiments');
      await page.getByRole('combobox', { name: 'Environment' }).selectOption('journey/production');
      assert.match(await rows(page, 'Experiments').first().innerText(), /checkout[^]*Planned/);
      await sound(page);
      await page.getByRole('link', { name: 'checkout' }).click();
      await heading(page, /checkout/);
      await page.getByRole('button', { name: 'Start', exact: true }).click();
      await confirm(page, 'Start experiment');
      await page.getByRole('main').getByText('Running', { exact: true }).waitFor();
      await sound(page);
      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      await confirm(page, 'Stop experiment');
      await page.getByRole('main').locator('h1').getByText('Stopped').waitFor();
      assert.equal(await page.getByRole('button', { name: 'Start', exact: true }).count(), 0);
      await sound(page);
    }));
  });
}
