import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launch, Visitor } from '../browser/visit.ts';
import { keepsTheContract, type Served } from '../contract/any.ts';
import { HoldfastFlags, HoldfastShop, isBuilt } from './programs.ts';
import { Site } from './site.ts';

describe('in a browser, with the flag server of Holdfast and a shop in Java', { timeout: 300_000, skip: !isBuilt() }, () => {
  let browser: Browser;
  let site: Site;
  let flags: HoldfastFlags;
  let shop: HoldfastShop;
  let visitor: Visitor;

  before(async () => {
    browser = await launch();
  });

  after(() => browser.close());

  beforeEach(async () => {
    site = await Site.start();
    flags = await HoldfastFlags.start(site.url, { express: 'on' });
    shop = await HoldfastShop.start(flags.url);
    site.flags = flags.url;
    site.shop = shop.url;
    visitor = await Visitor.arrive(browser, site.url);
  });

  afterEach(async () => {
    await visitor.leave();
    await shop.end();
    await flags.end();
    await site.end();
  });

  /** The page holds `true` and hears of nothing, the operator turns the flag off, and the visitor pays. */
  async function payOutdated(): Promise<void> {
    await visitor.page.route(`${flags.url}/flags/v1/events*`, (route) => route.abort());
    await visitor.page.goto('/');
    await visitor.state('FRESH');
    const before = await shop.version();
    await flags.publish({ express: 'off' });
    await shop.learns(before);
    await visitor.click('Pay with one click');
    await visitor.page.getByRole('dialog').waitFor();
    assert.deepEqual(site.payments, [409]);
    assert.deepEqual(await shop.orders(), []);
    await visitor.page.getByRole('button', { name: 'Pay by invoice', exact: true }).waitFor();
  }

  test('a payment decided on a stale flag is refused before any effect, the visitor is asked, and the retry does what was agreed to, once', async () => {
    await payOutdated();
    await visitor.click('Order by invoice');
    await visitor.sees('Order sent by invoice');
    assert.deepEqual(site.payments, [409, 200]);
    assert.deepEqual(await shop.orders(), ['sent by invoice']);
  });

  test('a visitor who does not agree has ordered nothing', async () => {
    await payOutdated();
    await visitor.click('Cancel');
    await visitor.sees('Nothing was ordered');
    assert.deepEqual(site.payments, [409]);
    assert.deepEqual(await shop.orders(), []);
  });

  test('who is up to date pays with one click', async () => {
    await visitor.page.goto('/');
    await visitor.state('FRESH');
    await visitor.click('Pay with one click');
    await visitor.sees('Order paid with one click');
    assert.deepEqual(site.payments, [200]);
  });

  test('a flag turned off reaches an open page by the stream', async () => {
    const listening = visitor.page.waitForResponse(/\/flags\/v1\/events/);
    await visitor.page.goto('/');
    await visitor.state('FRESH');
    await listening;
    await flags.publish({ express: 'off' });
    await visitor.page.getByRole('button', { name: 'Pay by invoice', exact: true }).waitFor();
  });

  test('a bad file changes nothing, and what is turned off while the server is killed is found when it is back', async () => {
    const listening = visitor.page.waitForResponse(/\/flags\/v1\/events/);
    await visitor.page.goto('/');
    await visitor.click('Sign in as ann');
    await visitor.sees('Hello, ann');
    await listening;
    await flags.publishNonsense();
    await flags.down();
    await flags.publish({ express: 'off' });
    await visitor.page.getByRole('button', { name: 'Pay with one click', exact: true }).waitFor();
    await flags.up();
    await visitor.page.getByRole('button', { name: 'Pay by invoice', exact: true }).waitFor();
    await visitor.sees('Hello, ann');
  });
});

/** The flag server of Holdfast as one that keeps the contract. */
async function served(): Promise<Served> {
  const flags = await HoldfastFlags.start('http://127.0.0.1', { express: 'on' });
  return { url: flags.url, publish: (express) => flags.publish({ express }), down: () => flags.down(), up: () => flags.up(), end: () => flags.end() };
}

describe('the contract, with the flag server of Holdfast', { timeout: 300_000, skip: !isBuilt() }, () => {
  keepsTheContract(served);
});
