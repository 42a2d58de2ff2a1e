import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { Refusal } from '../support/api.ts';
import { findings } from '../support/axe.ts';
import { configuration, experiments, newer, results, versions } from '../support/controlFixtures.ts';
import { session } from '../support/fixtures.ts';
import { visit } from './context.ts';

const RESULTS = '/server/experiments/results?project=shop&environment=production&name=checkout';
const CHECKED = { problems: [], changes: [{ name: 'limit.upload.places', before: { value: 40 }, after: { value: 48 } }] };

async function change(page: Page, value: string): Promise<void> {
  await page.getByRole('button', { name: 'Change limit.upload.places' }).click();
  await page.getByRole('dialog').getByLabel('Value (requests)').fill(value);
  await page.getByRole('dialog').getByRole('radio', { name: 'Nobody' }).check();
}

export function control(): void {
  describe('the configuration', () => {
    test('a value out of bounds is said at its field and not sent', () => visit({}, '/server/configuration', async ({ page }) => {
      await change(page, '1001');
      await page.getByRole('dialog').getByRole('button', { name: 'Check' }).click();
      await page.getByText('Write 1 to 1000 requests.').waitFor();
      assert.deepEqual(await findings(page), []);
    }));

    test('a change is checked, then published with its reason on the version that was shown', async () => {
      const sent: unknown[] = [];
      await visit({
        over: {
          'POST /api/v1/configuration/check': () => CHECKED,
          'PUT /api/v1/configuration': (_, route) => {
            sent.push(JSON.parse(route.request().postData() ?? '{}'), route.request().headers()['if-match']);
            return versions[0];
          },
        },
      }, '/server/configuration', async ({ page }) => {
        await change(page, '48');
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('button', { name: 'Check' }).click();
        assert.equal(await dialog.getByRole('button', { name: 'Publish' }).isDisabled(), true);
        await dialog.getByLabel('Reason').fill('more disks');
        assert.deepEqual(await findings(page), []);
        await dialog.getByRole('button', { name: 'Publish' }).click();
        await page.getByText('limit.upload.places is changed.').waitFor();
        assert.deepEqual(sent, [{ document: { settings: { ...configuration.document.settings, 'limit.upload.places': { value: 48 } } }, reason: 'more disks' }, '"7"']);
      });
    });

    test('who was faster is named, what was typed stays, and it is published on the newer version', async () => {
      const bases: (string | undefined)[] = [];
      await visit({
        over: {
          'POST /api/v1/configuration/check': () => CHECKED,
          'GET /api/v1/configuration': () => (bases.length === 0 ? configuration : newer),
          'PUT /api/v1/configuration': (_, route) => {
            bases.push(route.request().headers()['if-match']);
            return bases.length === 1 ? new Refusal(412, 'changed_meanwhile') : versions[0];
          },
        },
      }, '/server/configuration', async ({ page }) => {
        await change(page, '48');
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel('Reason').fill('more disks');
        await dialog.getByRole('button', { name: 'Check' }).click();
        await dialog.getByRole('button', { name: 'Publish' }).click();
        await dialog.getByText('Version 8 is by cleo').waitFor();
        assert.deepEqual(await findings(page), []);
        assert.equal(await dialog.getByLabel('Value (requests)').inputValue(), '48');
        await dialog.getByRole('button', { name: 'Go on with version 8' }).click();
        await dialog.getByRole('button', { name: 'Check' }).click();
        await dialog.getByRole('button', { name: 'Publish' }).click();
        await page.getByText('limit.upload.places is changed.').waitFor();
        assert.deepEqual(bases, ['"7"', '"8"']);
      });
    });

    test('a search leaves what it finds', () => visit({}, '/server/configuration', async ({ page }) => {
      await page.getByRole('searchbox', { name: 'Search settings' }).fill('uploads of packs');
      await page.getByRole('rowheader').filter({ hasText: 'log.level.server' }).waitFor({ state: 'detached' });
      assert.equal(await page.getByRole('rowheader').count(), 1);
    }));

    test('a rollback says what it changes and sends the version that was shown', async () => {
      const sent: unknown[] = [];
      await visit({
        over: {
          'POST /api/v1/configuration/rollback': (_, route) => {
            sent.push(JSON.parse(route.request().postData() ?? '{}'), route.request().headers()['if-match']);
            return { ...versions[0], sequence: 8 };
          },
        },
      }, '/server/configuration/history', async ({ page }) => {
        await page.getByRole('button', { name: 'Roll back to version 5' }).click();
        const dialog = page.getByRole('dialog', { name: 'Roll back to version 5?' });
        await dialog.getByText('limit.upload.places').waitFor();
        assert.deepEqual(await findings(page), []);
        await dialog.getByLabel('Reason').fill('worse');
        await dialog.getByRole('button', { name: 'Roll back' }).click();
        await page.getByText('Version 5 holds again, as version 8.').waitFor();
        assert.deepEqual(sent, [{ to: 5, reason: 'worse' }, '"7"']);
      });
    });

    test('who may only look sees no buttons', () => visit({ session: { ...session, role: 'operator' } }, '/server/configuration', async ({ page }) => {
      await page.getByRole('rowheader').first().waitFor();
      assert.equal(await page.getByRole('button', { name: /^Change/ }).count(), 0);
    }));
  });

  describe('experiments', () => {
    test('a wrong division is said before everything else', () => visit({
      over: { 'GET /api/v1/experiments/:project/:environment/:name/results': () => ({ ...results, results: { ...results.results, division: { mismatch: true, sequential_p: 1e-9, chi_squared_p: 1e-9 } } }) },
    }, RESULTS, async ({ page }) => {
      await page.getByRole('alert').getByText('Do not trust these results.').waitFor();
      assert.deepEqual(await findings(page), []);
    }));

    test('an interval is drawn, said in words, and stands in a table', () => visit({}, RESULTS, async ({ page }) => {
      await page.getByRole('img', { name: /on: \+3\.966, between \+3\.482 and \+4\.451, better/ }).waitFor();
      await page.getByRole('table', { name: 'revenue' }).getByText('+3.482 to +4.451').waitFor();
      await page.getByText('CUPED').waitFor();
      assert.equal(await page.getByRole('alert').count(), 0);
    }));

    test('stopping asks first', () => visit({
      over: { 'POST /api/v1/experiments/:project/:environment/:name/stop': () => experiments[2] },
    }, RESULTS, async ({ page }) => {
      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      assert.deepEqual(await findings(page), []);
      await page.getByRole('dialog', { name: 'Stop checkout?' }).getByRole('button', { name: 'Stop experiment' }).click();
      await page.getByText('checkout is stopped.').waitFor();
    }));

    test('readers see no buttons', () => visit({ session: { ...session, role: 'reader' } }, RESULTS, async ({ page }) => {
      await page.getByRole('table', { name: 'revenue' }).waitFor();
      assert.equal(await page.getByRole('button', { name: 'Stop', exact: true }).count(), 0);
    }));
  });
}
