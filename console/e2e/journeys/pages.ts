import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { findings } from '../support/axe.ts';
import { type Server, walk } from './server.ts';

const PAGES = ['Overview', 'Machines', 'Snapshots', 'Compare', 'Jobs', 'Storage', 'Policy', 'Tokens', 'Users', 'Audit'] as const;

/** Every page of a real tenant: no failure, nothing for axe; with HOLDFAST_SHOTS a picture of each, light and dark. */
export function pageJourneys(server: Server): void {
  describe('the pages of a real tenant', () => {
    test('open without a failure, and axe finds nothing', () => walk(server, async ({ page }) => {
      await page.goto(`/t/${server.tenant}`);
      for (const name of PAGES) {
        await page.getByRole('navigation', { name: 'Tenant' }).getByRole('link', { name, exact: true }).click();
        await page.getByRole('heading', { level: 1, name }).waitFor();
        if (server.passphrase !== null && await unlockAsked(page)) {
          await page.getByLabel('Passphrase').fill(server.passphrase);
          await page.keyboard.press('Enter');
        }
        await page.locator('.skeleton').first().waitFor({ state: 'detached' });
        assert.deepEqual(await page.getByRole('alert').allInnerTexts(), []);
        assert.deepEqual(await findings(page), []);
        await picture(page, name.toLowerCase());
      }
    }));
  });
}

type Page = Parameters<typeof findings>[0];

async function unlockAsked(page: Page): Promise<boolean> {
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  return await page.getByLabel('Passphrase').count() > 0;
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['HOLDFAST_SHOTS'];
  if (!folder) {
    return;
  }
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
