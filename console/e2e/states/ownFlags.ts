import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OwnFlag } from '../../src/api/ownFlags.ts';
import { ASKS_OWN_FLAGS, ownFlags, Status } from '../support/api.ts';
import { findings } from '../support/axe.ts';
import { agents, snapshots, T } from '../support/fixtures.ts';
import { look, visit } from './context.ts';

const SHORT = snapshots[0]?.short_id ?? '';

/** Each page with something that can be switched off: the button, and what is said. */
const PLACES: readonly { readonly flag: OwnFlag; readonly path: string; readonly button: string | RegExp; readonly says: string }[] = [
  { flag: 'operations.delete-snapshots', path: `${T}/snapshots`, button: new RegExp(`^Forget ${SHORT}`), says: 'Forgetting snapshots is switched off' },
  { flag: 'operations.collect', path: `${T}/storage`, button: 'Start collection', says: 'Starting a collection is switched off' },
  { flag: 'operations.revoke-access', path: `${T}/tokens`, button: 'Revoke ledger', says: 'Taking access away is switched off' },
  { flag: 'operations.revoke-access', path: `${T}/users`, button: /^Delete ben/, says: 'Taking access away is switched off' },
  { flag: 'operations.delete-tenants', path: '/server/tenants', button: /^Delete acme/, says: 'Deleting tenants is switched off' },
];

export function switchedOff(): void {
  describe('operations that are switched off', () => {
    for (const { flag, path, button, says } of PLACES) {
      test(`${flag} on ${path}: the button stays, does nothing and says why`, () => look({
        over: { [ASKS_OWN_FLAGS]: () => ownFlags([flag]) },
      }, path, async ({ page }) => {
        await page.getByRole('status').getByText(says).waitFor();
        const act = page.getByRole('button', { name: button });
        assert.equal(await act.getAttribute('aria-disabled'), 'true');
        assert.match(await act.getAttribute('title') ?? '', new RegExp(says));
        await act.click({ force: true });
        assert.equal(await page.getByRole('dialog').count(), 0);
        assert.deepEqual(await findings(page), []);
      }));
    }

    test('removing a machine can be switched off, and nothing else of its page is', () => look({
      over: { [ASKS_OWN_FLAGS]: () => ownFlags(['operations.revoke-access']) },
    }, `${T}/machines/${agents[0]?.id ?? ''}`, async ({ page }) => {
      await page.locator('button[aria-disabled=true]', { hasText: 'Remove' }).waitFor();
      assert.equal(await page.locator('button[aria-disabled=true]').count(), 1);
    }));

    test('who asked before the switch is refused, told why, and keeps the dialog with its act switched off', async () => {
      const versions: (string | undefined)[] = [];
      await visit({
        over: {
          [ASKS_OWN_FLAGS]: () => (versions.length === 0 ? ownFlags() : ownFlags(['operations.delete-snapshots'], 2)),
          'DELETE /snapshots/:id': (_, route) => {
            versions.push(route.request().headers()['x-flags-version']?.split('-')[0]);
            return new Status(409, { error: 'flags_outdated', flagsVersion: `2-${'0'.repeat(64)}`, flags: ['operations.delete-snapshots'] });
          },
        },
      }, `${T}/snapshots`, async ({ page }) => {
        await page.getByRole('button', { name: `Forget ${SHORT}` }).click();
        const dialog = page.getByRole('dialog');
        const act = dialog.getByRole('button', { name: 'Forget snapshot' });
        await act.click();
        await dialog.getByText('Nothing was done. Forgetting snapshots is switched off').waitFor();
        await dialog.getByText('while this page was open').waitFor();
        assert.equal(await act.getAttribute('aria-disabled'), 'true');
        assert.deepEqual(versions, ['1']);
        assert.deepEqual(await findings(page), []);
      });
    });

    test('who was refused for a change that left the flag on gets through by itself, under the same key', async () => {
      const sent: string[] = [];
      await visit({
        over: {
          [ASKS_OWN_FLAGS]: () => ownFlags([], 1 + sent.length),
          'DELETE /snapshots/:id': (_, route) => {
            const headers = route.request().headers();
            sent.push(`${headers['x-flags-version']?.split('-')[0]} ${headers['idempotency-key']}`);
            return sent.length === 1
              ? new Status(409, { error: 'flags_outdated', flagsVersion: `2-${'0'.repeat(64)}`, flags: ['operations.delete-snapshots'] })
              : new Status(204);
          },
        },
      }, `${T}/snapshots`, async ({ page }) => {
        await page.getByRole('button', { name: `Forget ${SHORT}` }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Forget snapshot' }).click();
        await page.getByText(`Snapshot ${SHORT} is forgotten.`).waitFor();
        const [first, second] = sent.map((one) => one.split(' '));
        assert.deepEqual([first?.[0], second?.[0]], ['1', '2']);
        assert.equal(first?.[1], second?.[1]);
      });
    });

    test('signing out leaves nothing of the flags in the browser', () => visit({
      over: { 'DELETE /api/v1/session': () => new Status(204) },
    }, `${T}/snapshots`, async ({ page }) => {
      const kept = () => page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('holdfast.own-flags.')).length);
      await page.waitForFunction(() => Object.keys(localStorage).some((name) => name.startsWith('holdfast.own-flags.')));
      await page.getByRole('button', { name: 'Sign out', exact: true }).click();
      await page.getByText('You are signed out.').waitFor();
      assert.equal(await kept(), 0);
    }));
  });
}
