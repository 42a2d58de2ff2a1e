import { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { launch, Visitor } from '../support/browser.ts';

/** A running server, named by the environment. */
export interface Server {
  readonly url: string;
  readonly token: string;
  /** The tenant with backups in it. */
  readonly tenant: string;
  /** Opens that tenant; null when it is not encrypted by its machines. */
  readonly passphrase: string | null;
}

/** HOLDFAST_URL, HOLDFAST_ADMIN_TOKEN and HOLDFAST_TENANT, and HOLDFAST_PASSPHRASE for an encrypted tenant; null when there is no server. */
export function serverOfEnvironment(): Server | null {
  const { HOLDFAST_URL: url, HOLDFAST_ADMIN_TOKEN: token, HOLDFAST_TENANT: tenant, HOLDFAST_PASSPHRASE: passphrase } = process.env;
  return url && token && tenant ? { url: url.replace(/\/$/, ''), token, tenant, passphrase: passphrase ?? null } : null;
}

let browser: Browser;

export function shareBrowser(): void {
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());
}

/** One person's walk through the console, signed in with the administrator's token; nothing may be complained about on the way. */
export async function walk(server: Server, go: (visitor: Visitor) => Promise<void>): Promise<void> {
  const visitor = await Visitor.arrive(browser, server.url);
  const { page } = visitor;
  try {
    await page.goto('/');
    await page.getByRole('button', { name: 'Token' }).click();
    await page.getByLabel('Token').fill(server.token);
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation').waitFor();
    await go(visitor);
    if (visitor.complaints.length > 0 || visitor.strangers.length > 0) {
      throw new Error(`the browser complained: ${[...visitor.complaints, ...visitor.strangers].join('\n')}`);
    }
  } finally {
    await visitor.leave();
  }
}
