import { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { Seats } from '../support/seats.ts';
import { launch, Visitor, WIDE } from '../support/browser.ts';
import { type Answers, answer } from '../support/api.ts';
import { type Served, serveConsole } from '../support/serve.ts';

type Look = (visitor: Visitor) => Promise<void>;

/** As many as keep two processors busy while some of them wait for the browser. */
const AT_ONCE = 3;

let browser: Browser;
let served: Served;
const seats = new Seats(AT_ONCE, () => Visitor.arrive(browser, served.url));

/** One browser and one server for all tests of the run. */
export function shareBrowser(): void {
  before(async () => {
    [browser, served] = await Promise.all([launch(), serveConsole()]);
  });
  after(async () => {
    await seats.close();
    await browser.close();
    await served.close();
  });
}

/** As `visit`, but in a profile that was swept after the visit before: much faster where only the look of pages matters. */
export function look(answers: Answers, path: string, go: Look): Promise<void> {
  return seats.sharing(async (visitor) => {
    const { page } = visitor;
    await page.setViewportSize(WIDE);
    await page.emulateMedia({ colorScheme: 'light' });
    await run(visitor, answers, path, go);
    await sweep(visitor);
  });
}

/** Runs one visit in a profile of its own, and demands that nothing was complained about and nobody else was asked. */
export function visit(answers: Answers, path: string, go: Look): Promise<void> {
  return seats.taking(async () => {
    const visitor = await Visitor.arrive(browser, served.url);
    try {
      await run(visitor, answers, path, go);
    } finally {
      await visitor.leave();
    }
  });
}

async function run(visitor: Visitor, answers: Answers, path: string, go: Look): Promise<void> {
  await answer(visitor.page, answers);
  await visitor.page.goto(path);
  await go(visitor);
  const found = [...visitor.complaints, ...visitor.strangers];
  if (found.length > 0) {
    throw new Error(`the browser complained: ${found.join('\n')}`);
  }
}

/** Leaves nothing for the next visit: no answers, no cookie, nothing stored, and a page that asks nobody any more. */
async function sweep({ page, context }: Visitor): Promise<void> {
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await context.clearCookies();
  await page.goto('about:blank');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
}
