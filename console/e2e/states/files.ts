import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Entry } from '../../src/api/types.ts';
import { encodeText } from '../../src/format/base64.ts';
import { NARROW } from '../support/browser.ts';
import { entry, snapshots, T } from '../support/fixtures.ts';
import { visit } from './context.ts';

const TOTAL = 100_000;
const FILES = `${T}/snapshots/${snapshots[0]?.id}?at=${encodeText('/home/ann')}`;
const MOST_ROWS = 80;
/** Of the work for a frame, from 1,000 entries to 100,000; without virtual rows it would be 100. */
const MOST_GROWTH = 2;

let made: readonly Entry[] | undefined;

/** A directory of 100,000 entries, handed out by cursor. */
function huge(asked: number[]) {
  const all = made ??= Array.from({ length: TOTAL }, (_, at) => entry(`file-${String(at).padStart(6, '0')}.dat`, { size: at }));
  return (url: URL) => {
    if (url.searchParams.get('filter')) {
      return { path: '/home/ann', entries: all.slice(0, 1000), next: null };
    }
    const from = Number(url.searchParams.get('after') ?? '0');
    const to = Math.min(TOTAL, from + Number(url.searchParams.get('limit')));
    asked.push(from);
    return { path: '/home/ann', entries: all.slice(from, to), next: to < TOTAL ? String(to) : null };
  };
}

/** What the page's thread works for one frame while the list runs by; its own time, so that a busy machine changes little. */
async function workPerFrame(page: Page): Promise<number> {
  const frames = 60;
  const inspector = await page.context().newCDPSession(page);
  await inspector.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => (await inspector.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0;
  const before = await worked();
  await page.getByRole('grid').evaluate(async (element, count) => {
    for (let step = 0; step < count; step += 1) {
      // To and fro in the last 34,000 pixels, whatever the length: each frame shows other rows.
      element.scrollTop = element.scrollHeight - 1000 - (step * 9973) % 34_000;
      await new Promise(requestAnimationFrame);
    }
  }, frames);
  return (await worked() - before) * 1000 / frames;
}

export function files(): void {
  describe('a directory of 100,000 entries', () => {
    test('shows at once, scrolls with few elements, and fetches on the way', async () => {
      const asked: number[] = [];
      await visit({ over: { 'GET /browse/snapshots/:id/entries': huge(asked) } }, FILES, async ({ page }) => {
        const grid = page.getByRole('grid');
        await grid.getByText('file-000000.dat').first().waitFor();
        assert.ok(asked.length <= 2, `${asked.length} pages before anybody scrolled`);
        for (let step = 1; step <= 10; step += 1) {
          await grid.evaluate((element, to) => element.scrollTo(0, to), step * 1000 * 36);
          await grid.getByText(`file-${String(step * 1000).padStart(6, '0')}.dat`).first().waitFor();
          assert.ok(await grid.getByRole('row').count() < MOST_ROWS);
        }
        assert.deepEqual(asked, asked.toSorted((one, other) => one - other), 'pages were fetched in order, once each');
        assert.equal(new Set(asked).size, asked.length);
      });
    });

    test('End goes to the very last, and scrolling there costs what it costs in a short list', async () => {
      const asked: number[] = [];
      await visit({ over: { 'GET /browse/snapshots/:id/entries': huge(asked) } }, FILES, async ({ page }) => {
        const grid = page.getByRole('grid');
        await grid.focus();
        const start = Date.now();
        await page.keyboard.press('End');
        await grid.getByText('file-099999.dat').first().waitFor({ timeout: 60_000 });
        const loaded = Date.now() - start;
        assert.equal(await grid.getAttribute('aria-rowcount'), String(TOTAL + 1));
        assert.ok(await grid.getByRole('row').count() < MOST_ROWS);
        const long = await workPerFrame(page);
        await page.getByRole('searchbox', { name: 'Filter this folder' }).fill('file-00');
        await page.locator('.list-note').getByText('1,000 entries').waitFor();
        const short = await workPerFrame(page);
        process.stdout.write(`# to the end of 100,000 entries by cursor in ${loaded} ms; work for a frame of scrolling: ${long.toFixed(1)} ms, with 1,000 entries ${short.toFixed(1)} ms\n`);
        assert.ok(long < MOST_GROWTH * short, `${long} ms of work for each frame, ${short} ms in a short list`);
      });
    });

    test('works at 320 pixels', async () => {
      const asked: number[] = [];
      await visit({ over: { 'GET /browse/snapshots/:id/entries': huge(asked) } }, FILES, async ({ page }) => {
        await page.setViewportSize(NARROW);
        const grid = page.getByRole('grid');
        await grid.getByText('file-000000.dat').first().waitFor();
        const box = await grid.boundingBox();
        assert.ok(box && box.x >= 0 && box.x + box.width <= 320);
      });
    });
  });

  describe('fetching the list', () => {
    test('a page that fails keeps what is there and goes on with another try', async () => {
      let failures = 0;
      const asked: number[] = [];
      const list = huge(asked);
      const { Refusal } = await import('../support/api.ts');
      await visit({
        over: {
          'GET /browse/snapshots/:id/entries': (url) => {
            if (url.searchParams.get('after') === '1000' && failures === 0) {
              failures += 1;
              return new Refusal(503, 'overloaded');
            }
            return list(url);
          },
        },
      }, FILES, async ({ page }) => {
        const grid = page.getByRole('grid');
        await grid.getByText('file-000000.dat').first().waitFor();
        await grid.evaluate((element) => element.scrollTo(0, 900 * 36));
        await page.getByText('overloaded').first().waitFor();
        await page.getByRole('button', { name: 'Try again' }).click();
        await grid.evaluate((element) => element.scrollTo(0, 1500 * 36));
        await grid.getByText('file-001500.dat').first().waitFor();
      });
    });

    test('a filter is the server’s work', async () => {
      const filters: string[] = [];
      await visit({
        over: {
          'GET /browse/snapshots/:id/entries': (url) => {
            filters.push(url.searchParams.get('filter') ?? '');
            return { path: '/home/ann', entries: filters.at(-1) === 'tex' ? [entry('holdfast.tex')] : [entry('a'), entry('b')], next: null };
          },
        },
      }, FILES, async ({ page }) => {
        await page.getByRole('searchbox', { name: 'Filter this folder' }).fill('tex');
        await page.getByRole('grid').getByText('holdfast.tex').first().waitFor();
        assert.equal(filters.at(-1), 'tex');
        assert.match(page.url(), /filter=tex/);
      });
    });
  });
}
