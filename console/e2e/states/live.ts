import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Refusal, SENT } from '../support/api.ts';
import { agents, jobs, T } from '../support/fixtures.ts';
import { visit } from './context.ts';

export function live(): void {
  describe('what happens on the server', () => {
    test('is shown as it comes in by events', async () => {
      const running = jobs[0];
      assert.ok(running?.progress);
      const later = { ...running, progress: { ...running.progress, done: 6 * 1024 ** 3 } };
      const fresh = { ...agents[1], state: 'failed' };
      const body = `retry: 600000\n\nevent: job\nid: 1\ndata: ${JSON.stringify(later)}\n\nevent: agent\nid: 2\ndata: ${JSON.stringify(fresh)}\n\n`;
      let release: () => void = () => undefined;
      const shown = new Promise<void>((resolve) => {
        release = resolve;
      });
      await visit({
        over: {
          'GET /events': async (_, route) => {
            await shown;
            await route.fulfill({ contentType: 'text/event-stream', body });
            return SENT;
          },
        },
      }, `${T}/jobs/${running.id}`, async ({ page }) => {
        const bar = page.getByRole('progressbar');
        await bar.waitFor();
        assert.equal(await bar.getAttribute('aria-valuenow'), '39');
        release();
        await page.waitForFunction(() => document.querySelector('main [role=progressbar]')?.getAttribute('aria-valuenow') === '75');
      });
    });

    test('is asked for now and then when there is no stream', async () => {
      let asked = 0;
      await visit({
        over: {
          'GET /events': () => new Refusal(503, 'overloaded'),
          'GET /jobs': () => {
            asked += 1;
            return { jobs: asked > 1 ? [{ ...jobs[0], state: 'succeeded' }] : [jobs[0]], next: null };
          },
        },
      }, `${T}/jobs`, async ({ page }) => {
        await page.getByText('Updated every 5 seconds').waitFor();
        await page.getByRole('table').getByText('Succeeded').waitFor();
      });
    });
  });

  describe('a network that goes away', () => {
    test('is told at once, what is shown stays, and comes back by itself', async () => {
      let away = false;
      await visit({
        over: {
          'GET /storage': async (_, route) => {
            if (!away) {
              return (await import('../support/fixtures.ts')).storage;
            }
            await route.abort('internetdisconnected');
            return SENT;
          },
        },
      }, `${T}/storage`, async ({ page, context }) => {
        await page.getByText('812 GiB').waitFor();
        away = true;
        await context.setOffline(true);
        await page.getByText('You are offline. What is shown may be old').waitFor();
        await page.getByText('812 GiB').waitFor();
        away = false;
        await context.setOffline(false);
        await page.getByText('You are offline. What is shown may be old').waitFor({ state: 'detached' });
      });
    });
  });
}
