import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { findings } from '../support/axe.ts';
import { launch, Visitor } from '../support/browser.ts';

/** A running server, named by the environment, with the machines and snapshots that `journeys.sh` makes. */
export interface Server {
  readonly url: string;
  readonly token: string;
  /** The tenant with backups in it. */
  readonly tenant: string;
  /** Opens that tenant. */
  readonly passphrase: string;
  /** The directory that was backed up. */
  readonly source: string;
  /** The directory the machine “laptop” restores into. */
  readonly restores: string;
  /** How many machines have backed up, and how many snapshots they made. */
  readonly machines: number;
  readonly snapshots: number;
}

/** The server that HOLDFAST_URL and its companions name; null when there is none. */
export function serverOfEnvironment(): Server | null {
  const of = (name: string) => process.env[`HOLDFAST_${name}`] ?? '';
  const server = {
    url: of('URL').replace(/\/$/, ''), token: of('ADMIN_TOKEN'), tenant: of('TENANT'), passphrase: of('PASSPHRASE'), source: of('SOURCE'), restores: of('RESTORES'),
    machines: Number(of('MACHINES')), snapshots: Number(of('SNAPSHOTS')),
  };
  return Object.values(server).every((value) => value !== '' && value !== 0) ? server : null;
}

let browser: Browser;

export function shareBrowser(): void {
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());
}

/** Somebody who has just opened the console; nothing may be complained about on the way. */
export function arrive(server: Server, go: (visitor: Visitor) => Promise<void>): Promise<void> {
  return opening(server, async (visitor) => {
    await visitor.page.goto('/');
    await visitor.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await go(visitor);
  });
}

async function opening(server: Server, go: (visitor: Visitor) => Promise<void>): Promise<void> {
  const visitor = await Visitor.arrive(browser, server.url);
  visitor.page.on('dialog', (dialog) => {
    visitor.complaints.push(`the page opened a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  try {
    await go(visitor);
    assert.deepEqual([...visitor.complaints, ...visitor.strangers], []);
  } finally {
    await visitor.leave();
  }
}

/** Signed in with the administrator's token, at the overview of the tenant. */
export function walk(server: Server, go: (visitor: Visitor) => Promise<void>): Promise<void> {
  return arrive(server, async (visitor) => {
    await signInWithToken(visitor.page, server.token);
    await heading(visitor.page, 'Overview');
    await go(visitor);
  });
}

type Cookies = Awaited<ReturnType<Visitor['context']['cookies']>>;

let unlocked: Cookies | null = null;

/** As `walk`, with the tenant unlocked, at its list of snapshots. All these walks share one sign-in: don't end it, use `walk` for that. */
export function walkUnlocked(server: Server, go: (visitor: Visitor) => Promise<void>): Promise<void> {
  return opening(server, async (visitor) => {
    const { page, context } = visitor;
    if (unlocked === null) {
      await page.goto('/');
      await signInAndUnlock(page, server);
      unlocked = await context.cookies();
    } else {
      await context.addCookies(unlocked);
      await page.goto(`/t/${server.tenant}/snapshots`);
    }
    await rows(page, 'Snapshots').first().waitFor();
    await go(visitor);
  });
}

export async function signInAndUnlock(page: Page, server: Server): Promise<void> {
  await signInWithToken(page, server.token);
  await visit(page, 'Snapshots');
  await unlock(page, server.passphrase);
  await rows(page, 'Snapshots').first().waitFor();
}

export async function signInWithToken(page: Page, token: string): Promise<void> {
  await page.getByRole('button', { name: 'Token' }).click();
  await page.getByLabel('Token').fill(token);
  await signIn(page);
}

export async function signInWithPassword(page: Page, user: string, password: string): Promise<void> {
  await page.getByLabel('User name').fill(user);
  await page.getByLabel('Password').fill(password);
  await signIn(page);
}

async function signIn(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
}

export async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
}

export async function leave(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByText('You are signed out.').waitFor();
}

/** Goes to a page by the navigation. */
export async function visit(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Tenant' }).getByRole('link', { name, exact: true }).click();
  await heading(page, name);
}

export async function heading(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** The rows of a table by its caption, without the head. */
export function rows(page: Page, caption: string): Locator {
  return page.getByRole('table', { name: caption }).locator('tbody').getByRole('row');
}

/** Presses the button of a confirmation or of a form in a dialog, and waits until the dialog is gone. */
export async function confirm(page: Page, button: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: button }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** The page says that the server refused what was tried. */
export async function refused(page: Page): Promise<void> {
  await page.locator('.note-place .note.bad').waitFor();
}

/** The page has come to rest, shows no failure, and axe finds nothing in it. */
export async function sound(page: Page): Promise<void> {
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  assert.deepEqual(await page.locator('[role=alert], .note-place .note.bad').allInnerTexts(), []);
  assert.deepEqual(await findings(page), []);
}
