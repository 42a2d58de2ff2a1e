import { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { launch, Visitor, WIDE } from '../support/browser.ts';
import { type Answers, answer } from '../support/api.ts';
import { type Served, serveConsole } from '../support/serve.ts';

let browser: Browser;
let served: Served;

/** One browser and one server for all tests of the run. */
export function shareBrowser(): void {
  before(async () => {
    [browser, served] = await Promise.all([launch(), serveConsole()]);
  });
  after(async () => {
    await browser.close();
    await served.close();
  });
}

/** As `visit`, but page after page in one profile: much faster where only the look of pages matters. */
export function sharedVisitor(): (answers: Answers, path: string, look: (visitor: Visitor) => Promise<void>) => Promise<void> {
  let visitor: Visitor | undefined;
  after(() => visitor?.leave());
  return async (answers, path, look) => {
    visitor ??= await Visitor.arrive(browser, served.url);
    const { page } = visitor;
    visitor.complaints.length = 0;
    // The page before must not go on asking while its answers are taken away.
    await page.goto('about:blank');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.setViewportSize(WIDE);
    await page.emulateMedia({ colorScheme: 'light' });
    await answer(page, answers);
    await page.goto(path);
    await look(visitor);
    demandPeace(visitor);
  };
}

/** Runs one visit in a profile of its own, and demands that nothing was complained about and nobody else was asked. */
export async function visit(answers: Answers, path: string, look: (visitor: Visitor) => Promise<void>): Promise<void> {
  const visitor = await Visitor.arrive(browser, served.url);
  try {
    await answer(visitor.page, answers);
    await visitor.page.goto(path);
    await look(visitor);
    demandPeace(visitor);
  } finally {
    await visitor.leave();
  }
}

function demandPeace(visitor: Visitor): void {
  const found = [...visitor.complaints, ...visitor.strangers];
  if (found.length > 0) {
    throw new Error(`the browser complained: ${found.join('\n')}`);
  }
}
