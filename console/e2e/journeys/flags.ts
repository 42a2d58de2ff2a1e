import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { findings } from '../support/axe.ts';
import { picture } from './pictures.ts';
import { arrive, confirm, heading, rows, type Server, signInWithPassword, sound, walk } from './server.ts';

const OLGA = { name: 'olga', password: 'five patient yellow badgers' };
const FLAG = 'shop/new-checkout';

/** Goes to a page of the whole server by the navigation. */
async function visit(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Tenant' }).selectOption({ label: 'Whole server' });
  await heading(page, 'Tenants');
  await page.getByRole('navigation', { name: 'Server' }).getByRole('link', { name, exact: true }).click();
  await heading(page, name);
}

async function part(page: Page, name: string, title: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Flags' }).getByRole('link', { name }).click();
  await heading(page, title);
}

export function flagJourneys(server: Server): void {
  describe('flags', () => {
    test('an operator of the whole server is made', () => walk(server, async ({ page }) => {
      await visit(page, 'Users');
      await page.getByRole('button', { name: 'New user' }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name').fill(OLGA.name);
      await dialog.getByRole('radio', { name: /operator/i }).check();
      await dialog.getByLabel('First password').fill(OLGA.password);
      await confirm(page, 'Create user');
    }));

    test('an operator makes a flag, gives it a rule, previews it, turns it off, and rolls back', () => arrive(server, async ({ page }) => {
      await signInWithPassword(page, OLGA.name, OLGA.password);
      await heading(page, 'Overview');
      await visit(page, 'Flags');
      await page.getByText('No flags yet').waitFor();
      await sound(page);

      await page.getByRole('button', { name: 'New flag' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name').fill(FLAG);
      await dialog.getByLabel('Owner').fill('shop');
      await dialog.getByLabel('Reason').fill('the new checkout can be shown');
      assert.deepEqual(await findings(page), []);
      await confirm(page, 'Create flag');
      await heading(page, FLAG);
      await page.getByText('Published as version 1.').waitFor();
      await page.getByText('The flag has no rule.').waitFor();

      await editAndPreview(page);
      await sound(page);
      await picture(page, 'flag');

      await part(page, 'All flags', 'Flags');
      await rows(page, 'Flags').filter({ hasText: FLAG }).getByText('By rule', { exact: true }).waitFor();
      await picture(page, 'flags');
      await page.getByRole('button', { name: `Turn off ${FLAG}` }).click();
      await dialog.getByLabel('Reason').fill('payments fail');
      await confirm(page, 'Turn off');
      await rows(page, 'Flags').filter({ hasText: FLAG }).getByText('Off', { exact: true }).waitFor();
      await sound(page);

      await part(page, 'Versions', 'Versions of flags');
      await rows(page, 'Versions').filter({ hasText: 'payments fail' }).getByRole('button', { name: /^What changed/ }).click();
      await page.getByRole('region', { name: 'From version 2 to 3' }).getByText('/targeting').waitFor();
      await picture(page, 'flag-versions');
      await page.getByRole('button', { name: 'Roll back to version 2' }).click();
      await dialog.getByText('/targeting').waitFor();
      assert.deepEqual(await findings(page), []);
      await dialog.getByLabel('Reason').fill('payments work again');
      await confirm(page, 'Roll back');
      await rows(page, 'Versions').filter({ hasText: 'payments work again' }).getByText('served now').waitFor();
      assert.equal(await rows(page, 'Versions').count(), 4);
      await sound(page);

      await part(page, 'All flags', 'Flags');
      await rows(page, 'Flags').filter({ hasText: FLAG }).getByText('By rule', { exact: true }).waitFor();
    }));

    test('with four eyes an operator’s change waits, an administrator approves it, and turning off does not wait', async () => {
      await walk(server, async ({ page }) => {
        await visit(page, 'Flags');
        await part(page, 'Settings', 'Settings of flags');
        await page.getByRole('radio', { name: /^By two people/ }).check();
        await page.getByRole('button', { name: 'Save settings' }).click();
        await page.getByText('are saved.').waitFor();
        await sound(page);
      });
      await arrive(server, async ({ page }) => {
        await signInWithPassword(page, OLGA.name, OLGA.password);
        await heading(page, 'Overview');
        await visit(page, 'Flags');
        await rows(page, 'Flags').getByRole('link', { name: FLAG }).click();
        await page.getByRole('button', { name: 'Give everybody…' }).click();
        await page.getByRole('dialog').getByRole('radio', { name: /^on/ }).check();
        await page.getByRole('dialog').getByLabel('Reason').fill('for everybody');
        await confirm(page, 'Publish');
        await page.getByText('it waits for another person').waitFor();
        await part(page, 'Changes', 'Changes and roll-outs of flags');
        await page.getByRole('button', { name: /^Withdraw/ }).waitFor();
        await sound(page);
      });
      await walk(server, async ({ page }) => {
        await visit(page, 'Flags');
        await part(page, 'Changes', 'Changes and roll-outs of flags');
        await picture(page, 'flag-changes');
        await page.getByRole('button', { name: /^Approve/ }).click();
        await confirm(page, 'Approve');
        await page.getByText('Approved: published as version 5.').waitFor();
        await part(page, 'All flags', 'Flags');
        await rows(page, 'Flags').filter({ hasText: FLAG }).getByText('On', { exact: true }).waitFor();
        await page.getByRole('button', { name: `Turn off ${FLAG}` }).click();
        await page.getByRole('dialog').getByLabel('Reason').fill('payments fail once more');
        await confirm(page, 'Turn off');
        await page.getByText('Published as version 6.').waitFor();
        await sound(page);
      });
    });
  });
}

/** A problem is shown at its line, a sound rule is published, and the preview tells who gets what by it. */
async function editAndPreview(page: Page): Promise<void> {
  const area = page.getByLabel(`${FLAG} as JSON`);
  const flag = JSON.parse(await area.inputValue()) as Record<string, unknown>;
  const publish = async (targeting: unknown) => {
    await area.fill(JSON.stringify({ ...flag, targeting }, null, 2));
    await page.getByLabel('Reason').fill('the staff first');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
  };
  await publish({ if: [{ ends_with: [{ var: 'email' }, '@example.com'] }, 'onn'] });
  await page.getByText('/targeting/if/1').waitFor();
  assert.deepEqual(await findings(page), []);
  await publish({ if: [{ ends_with: [{ var: 'email' }, '@example.com'] }, 'on'] });
  await page.getByText('Published as version 2.').waitFor();
  const context = page.getByLabel('Context as JSON');
  await context.fill('{"targetingKey": "ann", "email": "ann@example.com"}');
  await page.getByText('Its rule chose the variant.').waitFor();
  await context.fill('{"targetingKey": "bob", "email": "bob@elsewhere.example"}');
  await page.getByText('Its rule chose nothing').waitFor();
  await page.getByRole('list', { name: 'Step by step' }).getByText('ends_with').first().waitFor();
}
