import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { ShopServer } from '../../demo/shopServer.ts';
import { launch, Visitor } from './visit.ts';

describe('in a browser', { timeout: 300_000 }, () => {
  let browser: Browser;
  let shop: ShopServer;
  let visitor: Visitor;

  before(async () => {
    browser = await launch();
  });

  after(() => browser.close());

  beforeEach(async () => {
    shop = await ShopServer.start();
    visitor = await Visitor.arrive(browser, shop.flags.url);
  });

  afterEach(async () => {
    await visitor.leave();
    await shop.flags.down();
  });

  /** Answers about flags wait until the returned function is called. */
  function hold(): () => void {
    let release: () => void = () => undefined;
    shop.flags.held = new Promise((resolve) => {
      release = resolve;
    });
    return () => {
      shop.flags.held = undefined;
      release();
    };
  }

  function payments(): number[] {
    return shop.flags.seen.filter(({ path }) => path === '/pay').map(({ status }) => status);
  }

  /** The page holds `true`, the operator turns the flag off, and the visitor pays. */
  async function payOutdated(): Promise<void> {
    await visitor.page.goto('/');
    await visitor.state('FRESH');
    shop.operate('off-unnoticed');
    await visitor.click('Pay with one click');
    await visitor.page.getByRole('dialog').waitFor();
    assert.deepEqual(payments(), [409]);
    assert.deepEqual(shop.orders, []);
    await visitor.page.getByRole('button', { name: 'Pay by invoice', exact: true }).waitFor();
  }

  test('a payment decided on a stale flag is refused before any effect, the visitor is asked, and the retry does what was agreed to, once', async () => {
    await payOutdated();
    await visitor.click('Order by invoice');
    await visitor.sees('Order sent by invoice');
    assert.deepEqual(payments(), [409, 200]);
    assert.deepEqual(shop.orders.map(({ how }) => how), ['sent by invoice']);
  });

  test('a visitor who does not agree has ordered nothing', async () => {
    await payOutdated();
    await visitor.click('Cancel');
    await visitor.sees('Nothing was ordered');
    assert.deepEqual(payments(), [409]);
    assert.deepEqual(shop.orders, []);
  });

  test('a flag turned off reaches an open page by the stream', async () => {
    await visitor.page.goto('/');
    await visitor.state('FRESH');
    while (shop.flags.listeners === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    shop.operate('off');
    await visitor.page.getByRole('button', { name: 'Pay by invoice', exact: true }).waitFor();
  });

  test('a first load without the service shows defaults, and the truth when it is back', async () => {
    shop.operate('unreachable');
    await visitor.page.goto('/');
    await visitor.sees('Welcome');
    await visitor.state('STALE');
    await visitor.page.getByRole('button', { name: 'Pay by invoice', exact: true }).waitFor();
    shop.operate('reachable');
    await visitor.sees('Hello, stranger');
    await visitor.state('FRESH');
  });

  test('a later load without the service shows what was known last, from the first drawing on', async () => {
    await visitor.page.goto('/');
    await visitor.click('Sign in as ann');
    await visitor.sees('Hello, ann');
    shop.operate('unreachable');
    await visitor.page.reload();
    await visitor.state('STALE');
    const shown = await visitor.shown();
    assert.ok(shown.length > 0);
    assert.ok(shown.every((text) => text.includes('Hello, ann') && text.includes('Pay with one click')), shown.join('\n'));
  });

  test('a later load does not flicker while the answer is on its way', async () => {
    await visitor.page.goto('/');
    await visitor.click('Sign in as ann');
    await visitor.sees('Hello, ann');
    const release = hold();
    await visitor.page.reload();
    await visitor.state('CACHED');
    release();
    await visitor.state('FRESH');
    const shown = await visitor.shown();
    assert.deepEqual(new Set(shown.map((text) => text.replace(/CACHED|FRESH/, ''))).size, 1, shown.join('\n'));
    assert.match(shown[0] ?? '', /Hello, ann Discount: 5 %/);
  });

  test('a first load shows skeletons until the answer and never a value that is taken back', async () => {
    const release = hold();
    await visitor.page.goto('/');
    await visitor.state('NOT_READY');
    release();
    await visitor.sees('Hello, stranger');
    const shown = await visitor.shown();
    assert.match(shown[0] ?? '', /SKELETON/);
    assert.ok(shown.every((text) => text.includes('SKELETON') !== text.includes('Hello, stranger')), shown.join('\n'));
  });

  test('after signing out and in as somebody else nothing of the first visitor is shown or kept', async () => {
    await visitor.page.goto('/');
    await visitor.click('Sign in as ann');
    await visitor.sees('Hello, ann');
    const release = hold();
    await visitor.shown();
    await visitor.click('Sign out');
    assert.deepEqual(await visitor.page.evaluate(() => Object.keys(localStorage)), ['shop.visitor']);
    await visitor.click('Sign in as ben');
    await visitor.state('NOT_READY');
    release();
    await visitor.sees('Hello, ben');
    const shown = await visitor.shown();
    // The first entry can be from before the click.
    assert.ok(shown.filter((text) => text.includes('Hello, ann')).every((text) => text.includes('FRESH') && text === shown[0]), shown.join('\n'));
    assert.ok(shown.some((text) => text.includes('SKELETON')));
  });

  test('another plan shows its own flags and nothing of the former plan in between', async () => {
    await visitor.page.goto('/');
    await visitor.click('Sign in as ann');
    await visitor.sees('Discount: 5 %');
    const release = hold();
    await visitor.shown();
    await visitor.click('Change plan');
    await visitor.state('NOT_READY');
    release();
    await visitor.sees('Discount: 20 %');
    const shown = await visitor.shown();
    assert.ok(!shown.some((text) => text.includes('Discount: 5 %')), shown.join('\n'));
    await visitor.click('Change plan');
    await visitor.sees('Discount: 5 %');
    assert.ok(!(await visitor.shown()).some((text) => text.includes('SKELETON')), 'the former plan is known');
  });
});
