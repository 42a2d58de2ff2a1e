// Pictures of every page out of the fixtures, for a look while the design changes: node --import ./e2e/typescript.mjs e2e/shots.ts [name…]
import { mkdirSync } from 'node:fs';
import { launch, NARROW, Visitor, WIDE } from './support/browser.ts';
import { answer, type State } from './support/api.ts';
import { PAGES } from './support/pages.ts';
import { serveConsole } from './support/serve.ts';

const wanted = process.argv.slice(2);
const state = (process.env['STATE'] ?? 'normal') as State;
const folder = new URL('./shots/', import.meta.url).pathname;
mkdirSync(folder, { recursive: true });
const served = await serveConsole();
const browser = await launch();
for (const listed of [...PAGES, { name: 'sign-in', path: '/' }]) {
  if (wanted.length > 0 && !wanted.includes(listed.name)) {
    continue;
  }
  const visitor = await Visitor.arrive(browser, served.url);
  const { page } = visitor;
  await answer(page, { state, ...(listed.name === 'sign-in' ? { session: null } : {}) });
  await page.goto(listed.path);
  await page.waitForTimeout(500);
  for (const [name, size, scheme] of [['light', WIDE, 'light'], ['dark', WIDE, 'dark'], ['phone', { width: 390, height: 800 }, 'light'], ['tiny', NARROW, 'dark']] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize(size);
    await page.waitForTimeout(100);
    await page.screenshot({ path: `${folder}${listed.name}-${state}-${name}.png`, fullPage: name !== 'light' });
  }
  process.stdout.write(`${listed.name} ${JSON.stringify(visitor.complaints)} ${JSON.stringify(visitor.strangers)}\n`);
  await visitor.leave();
}
await browser.close();
await served.close();
