import { mkdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openFolders, openTagged, foldersOf } from './files.ts';
import { type Server, sound, visit, walkUnlocked } from './server.ts';

const PAGES = ['Overview', 'Machines', 'Snapshots', 'Compare', 'Jobs', 'Storage', 'Policy', 'Tokens', 'Users', 'Audit'] as const;
/** Those that the documents show. */
const SHOWN: readonly string[] = ['Overview', 'Snapshots', 'Jobs', 'Storage'];

/** Every page of a real tenant: no failure, nothing for axe; with HOLDFAST_SHOTS a picture of the main ones. */
export function pageJourneys(server: Server): void {
  describe('the pages of a real tenant', () => {
    test('open without a failure, and axe finds nothing', () => walkUnlocked(server, async ({ page }) => {
      for (const name of PAGES) {
        await visit(page, name);
        await sound(page);
        if (SHOWN.includes(name)) {
          await picture(page, name.toLowerCase());
        }
      }
      await visit(page, 'Snapshots');
      await openTagged(page, 'second');
      await openFolders(page, ...foldersOf(server.source), 'documents');
      await sound(page);
      await picture(page, 'files');
    }));
  });
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['HOLDFAST_SHOTS'];
  if (folder) {
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: `${folder}/console-${name}.png` });
  }
}
