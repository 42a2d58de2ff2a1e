import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { APIResponse, Page } from 'playwright-core';
import { findings } from '../support/axe.ts';
import { confirm, heading, rows, type Server, sound, walkUnlocked } from './server.ts';

const FLAG = 'operations.delete-snapshots';

/** An operator turns the flag off among the server's own. */
async function turnOff(page: Page): Promise<void> {
  await page.goto('/server/flags?in=holdfast/service');
  await heading(page, 'Flags');
  await page.getByRole('button', { name: `Turn off ${FLAG}` }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('a snapshot was forgotten by mistake');
  await confirm(page, 'Turn off');
}

/** Keeps a page from hearing that flags change, as if it was cut off, until that ends. */
async function holdBack(page: Page): Promise<{ ends: boolean }> {
  const state: { ends: boolean; answer: APIResponse | null } = { ends: false, answer: null };
  await page.route('**/flags/v1/events*', (route) => route.fulfill({ contentType: 'text/event-stream', body: 'retry: 600000\n\n' }));
  await page.route('**/evaluate/flags', async (route) => {
    const answer = state.answer !== null && !state.ends ? state.answer : await route.fetch();
    state.answer = answer;
    await route.fulfill({ response: answer });
  });
  return state;
}

/** And on again, as a script does it. */
async function turnOn(server: Server): Promise<void> {
  const answer = await fetch(`${server.url}/api/v1/flags/projects/holdfast/environments/service/set`, {
    method: 'POST', headers: { Authorization: `Bearer ${server.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ flag: FLAG, to: 'on', reason: 'found out why' }),
  });
  assert.equal(answer.status, 200, await answer.text());
}

export function ownFlagJourneys(server: Server): void {
  describe('operations that can be switched off', () => {
    test('whoever has the dialog open when it is switched off is refused and told why; on again, it works', () => walkUnlocked(server, async ({ page, context }) => {
      const stale = await holdBack(page);
      await page.reload();
      const victim = rows(page, 'Snapshots').filter({ hasText: 'desktop' });
      await victim.getByRole('button', { name: /^Forget/ }).click();
      const before = await rows(page, 'Snapshots').count();
      const dialog = page.getByRole('dialog');
      const act = dialog.getByRole('button', { name: 'Forget snapshot' });

      const operator = await context.newPage();
      await turnOff(operator);

      stale.ends = true;
      await act.click();
      await dialog.getByText('Nothing was done. Forgetting snapshots is switched off on this server.').waitFor();
      assert.equal(await act.getAttribute('aria-disabled'), 'true');
      assert.deepEqual(await findings(page), []);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      assert.equal(await rows(page, 'Snapshots').count(), before);
      assert.equal(await victim.getByRole('button', { name: /^Forget/ }).getAttribute('aria-disabled'), 'true');

      await turnOn(server);
      await page.reload();
      await victim.getByRole('button', { name: /^Forget/ }).click();
      await confirm(page, 'Forget snapshot');
      await victim.waitFor({ state: 'detached' });
      await sound(page);
      await operator.close();
    }));
  });
}
