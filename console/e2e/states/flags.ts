import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page, Route } from 'playwright-core';
import { Refusal, Status } from '../support/api.ts';
import { findings } from '../support/axe.ts';
import { changes, CHECKOUT, differences, ENVIRONMENT, flags as definitions, versions } from '../support/flagFixtures.ts';
import { session } from '../support/fixtures.ts';
import { visit } from './context.ts';

const FLAG = `/server/flags/flag?key=${encodeURIComponent(CHECKOUT)}`;
const STAGING = '/server/flags/settings?in=shop%2Fstaging';
const EDIT = `POST ${ENVIRONMENT}/changes`;
const PUBLISHED = { outcome: 'published', flags_version: '13-x', sequence: 13, changed: [CHECKOUT] };

interface Sent {
  readonly body: Record<string, unknown>;
  readonly ifMatch: string | undefined;
}

function sentBy(route: Route): Sent {
  return { body: JSON.parse(route.request().postData() ?? '{}') as Record<string, unknown>, ifMatch: route.request().headers()['if-match'] };
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByLabel(`${CHECKOUT} as JSON`).fill(text);
}

async function publish(page: Page): Promise<void> {
  await page.getByLabel('Reason').fill('because');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
}

export function flags(): void {
  describe('flags', () => {
    test('the kill switch asks for a reason and turns off whatever version is there', async () => {
      const sent: Sent[] = [];
      await visit({
        over: {
          [EDIT]: (_, route) => {
            sent.push(sentBy(route));
            return PUBLISHED;
          },
        },
      }, '/server/flags', async ({ page }) => {
        await page.getByRole('button', { name: `Turn off ${CHECKOUT}` }).click();
        const dialog = page.getByRole('dialog', { name: `Turn ${CHECKOUT} off in default/production?` });
        assert.deepEqual(await findings(page), []);
        await dialog.getByRole('button', { name: 'Turn off' }).click();
        assert.equal(sent.length, 0, 'it was sent without a reason');
        await dialog.getByLabel('Reason').fill('payments fail');
        await page.keyboard.press('Enter');
        await page.getByText('Published as version 13.').waitFor();
        assert.deepEqual(sent, [{ body: { edits: [{ kind: 'serve', flag: CHECKOUT, variant: 'off' }], reason: 'payments fail' }, ifMatch: undefined }]);
      });
    });

    test('a search looks at names, owners and stages', () => visit({}, '/server/flags', async ({ page }) => {
      await page.getByRole('searchbox').fill('archived');
      await page.getByText('1 of 5 flags').waitFor();
      await page.getByRole('searchbox').fill('nothing like it');
      await page.getByText('No flag fits').waitFor();
    }));

    test('what is no JSON is shown at its line before anything is sent, and the preview says that it is about what is published', () => visit({}, FLAG, async ({ page }) => {
      await write(page, '{\n  "variants": {"on": true,}\n}');
      const place = page.getByRole('button', { name: 'Line 2, column 27' });
      await place.waitFor();
      assert.equal(await page.getByRole('button', { name: 'Publish', exact: true }).isDisabled(), true);
      await page.getByText('your text above is no definition yet').waitFor();
      assert.deepEqual(await findings(page), []);
      await place.click();
      const at = await page.getByLabel(`${CHECKOUT} as JSON`).evaluate((area: HTMLTextAreaElement) => [area.selectionStart, document.activeElement === area]);
      assert.deepEqual(at, [28, true]);
    }));

    test('the server’s problems are shown at their places in the text, which stays', () => visit({
      over: {
        [EDIT]: () => new Status(422, {
          error: { code: 'invalid_argument', kind: 'user', message: 'these flags cannot be served', next: null, request_id: 'r' },
          problems: [{ pointer: '/flags/shop~1new-checkout/defaultVariant', line: 1, column: 900, message: 'the flag has no variant \'of\'', next: 'did you mean \'off\'?' }],
        }),
      },
    }, FLAG, async ({ page }) => {
      const text = '{\n  "variants": {"on": true, "off": false},\n  "defaultVariant": "of"\n}';
      await write(page, text);
      await publish(page);
      await page.getByRole('button', { name: 'Line 3, column 21' }).waitFor();
      await page.getByText('did you mean \'off\'?').waitFor();
      assert.equal(await page.getByLabel(`${CHECKOUT} as JSON`).inputValue(), text);
      assert.deepEqual(await findings(page), []);
    }));

    test('who is late hears who was faster, keeps the text, and may go on with it', async () => {
      const sent: Sent[] = [];
      const theirs = { ...versions[0], sequence: 13, author: 'cleo', reason: 'was faster', changed: [CHECKOUT] };
      await visit({
        over: {
          [EDIT]: (_, route) => {
            sent.push(sentBy(route));
            return sent.length > 1 ? { ...PUBLISHED, sequence: 14 } : new Status(412, { error: { code: 'changed_meanwhile', kind: 'user', message: 'changed meanwhile', next: null, request_id: 'r' } });
          },
          [`GET ${ENVIRONMENT}/history`]: () => ({ versions: sent.length > 0 ? [theirs, ...versions] : versions, next: null }),
        },
      }, FLAG, async ({ page }) => {
        await write(page, '{"variants": {"on": true}}');
        await publish(page);
        await page.getByText('Version 13 by cleo').waitFor();
        await page.getByText('This flag is among them').waitFor();
        assert.deepEqual(await findings(page), []);
        assert.equal(await page.getByLabel(`${CHECKOUT} as JSON`).inputValue(), '{"variants": {"on": true}}');
        await page.getByRole('button', { name: 'Go on with my text' }).click();
        await page.getByRole('button', { name: 'Publish', exact: true }).click();
        await page.getByText('Published as version 14.').waitFor();
        assert.deepEqual(sent.map(({ ifMatch }) => ifMatch), ['"12"', '"13"']);
      });
    });

    test('what waits for another person is said to wait', () => visit({ over: { [EDIT]: () => new Status(202, changes[0]) } }, FLAG, async ({ page }) => {
      await write(page, '{"variants": {"on": true}}');
      await publish(page);
      await page.getByText('Nothing is published yet: it waits for another person.').waitFor();
      await page.getByRole('link', { name: 'See what waits' }).click();
      await page.getByRole('heading', { name: 'Changes and roll-outs of flags' }).waitFor();
    }));

    test('the preview answers for the context that was typed, and each step is there', async () => {
      const asked: unknown[] = [];
      await visit({
        over: {
          [`POST ${ENVIRONMENT}/explain`]: (_, route) => {
            asked.push(sentBy(route).body['context']);
            return { flag: CHECKOUT, flags_version: '12-x', value: true, variant: 'on', reason: 'TARGETING_MATCH', error_code: null, message: null, unmet: [], steps: [{ pointer: '/p', depth: 0, operator: 'if', given: [1], value: 'on' }] };
          },
        },
      }, FLAG, async ({ page }) => {
        const context = page.getByLabel('Context as JSON');
        await context.fill('{"plan": "pro"}');
        await page.getByText('Its rule chose the variant.').waitFor();
        assert.deepEqual(asked.at(-1), { plan: 'pro' });
        assert.equal(await page.getByRole('list', { name: 'Step by step' }).getByRole('listitem').count(), 1);
        await context.fill('[1]');
        await page.getByText('A context is an object.').waitFor();
      });
    });

    test('a rollback names the version, shows what changes, and sends the version it was shown', async () => {
      const sent: Sent[] = [];
      await visit({
        over: {
          [`POST ${ENVIRONMENT}/rollback`]: (_, route) => {
            sent.push(sentBy(route));
            return PUBLISHED;
          },
        },
      }, '/server/flags/history', async ({ page }) => {
        await page.getByRole('button', { name: 'Roll back to version 10' }).click();
        const dialog = page.getByRole('dialog', { name: 'Roll default/production to version 10 back?' });
        await dialog.getByText(differences[0]?.name ?? '').waitFor();
        assert.deepEqual(await findings(page), []);
        await dialog.getByLabel('Reason').fill('mended');
        await dialog.getByRole('button', { name: 'Roll back' }).click();
        await page.getByText('Published as version 13.').waitFor();
        assert.deepEqual(sent, [{ body: { version: 10, reason: 'mended' }, ifMatch: '"12"' }]);
      });
    });

    test('another person’s change can be approved, one’s own only withdrawn', async () => {
      const decided: unknown[] = [];
      await visit({
        over: {
          [`POST ${ENVIRONMENT}/changes/:id`]: (_, route) => {
            decided.push(sentBy(route).body);
            return { ...changes[0], state: 'applied', sequence: 13 };
          },
        },
      }, '/server/flags/changes', async ({ page }) => {
        const own = page.getByRole('listitem').filter({ hasText: 'Publish a whole document' });
        await own.getByRole('button', { name: /^Withdraw/ }).waitFor();
        assert.equal(await own.getByRole('button', { name: /^Approve/ }).count(), 0);
        await page.getByRole('listitem').filter({ hasText: 'Give everybody none' }).getByRole('button', { name: /^Approve/ }).click();
        assert.deepEqual(await findings(page), []);
        await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
        await page.getByText('Approved: published as version 13.').waitFor();
        assert.deepEqual(decided, [{ decision: 'approve' }]);
      });
    });

    test('settings that are changed are sent as they stand in the form', async () => {
      const sent: Sent[] = [];
      await visit({
        over: {
          [`PATCH ${ENVIRONMENT}`]: (_, route) => {
            sent.push(sentBy(route));
            return {};
          },
        },
      }, '/server/flags/settings', async ({ page }) => {
        await page.getByRole('radio', { name: /^At once/ }).check();
        await page.getByText('one person alone can change flags').waitFor();
        await page.getByLabel('Sites whose pages may ask').fill('https://shop.example\n');
        assert.deepEqual(await findings(page), []);
        await page.getByRole('button', { name: 'Save settings' }).click();
        await page.getByText('are saved.').waitFor();
        assert.deepEqual(sent[0]?.body, { approval: 'none', evaluation: 'open', origins: ['https://shop.example'] });
      });
    });

    test('an environment or its project is archived after its name was typed, and what ended is said', async () => {
      const sent: string[] = [];
      const archived = (ended: readonly string[]) => (url: URL) => {
        sent.push(url.pathname + url.search);
        return { environments: ['shop/staging'], ended };
      };
      await visit({
        over: {
          [`DELETE ${ENVIRONMENT}`]: archived(['1 flag that is served']),
          'DELETE /api/v1/flags/projects/:project': archived([]),
        },
      }, STAGING, async ({ page }) => {
        await page.getByRole('button', { name: 'Archive environment…' }).click();
        const dialog = page.getByRole('dialog', { name: 'Archive shop/staging?' });
        await dialog.getByText('its 1 flag get their own defaults').waitFor();
        assert.deepEqual(await findings(page), []);
        assert.equal(await dialog.getByRole('button', { name: 'Archive environment' }).isDisabled(), true);
        await dialog.getByLabel('Type shop/staging to confirm').fill('shop/staging');
        await dialog.getByRole('button', { name: 'Archive environment' }).click();
        await page.getByText('shop/staging is archived. It had 1 flag that is served.').waitFor();
        await page.getByRole('heading', { name: 'default/production' }).waitFor();
        assert.equal(await page.getByRole('button', { name: /^Archive/ }).count(), 0, 'what is served at the root can be archived');
        await page.goto(STAGING);
        await page.getByRole('button', { name: 'Archive project…' }).click();
        const other = page.getByRole('dialog', { name: 'Archive project shop?' });
        await other.getByLabel('Type shop to confirm').fill('shop');
        await other.getByRole('button', { name: 'Archive project' }).click();
        await page.getByText('project shop is archived.').waitFor();
        assert.deepEqual(sent, ['/api/v1/flags/projects/shop/environments/staging?force=true', '/api/v1/flags/projects/shop?force=true']);
      });
    });

    test('an environment that could not be archived stays, and the dialog says why', () => visit({
      over: { [`DELETE ${ENVIRONMENT}`]: () => new Refusal(503, 'store_busy') },
    }, STAGING, async ({ page }) => {
      await page.getByRole('button', { name: 'Archive environment…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Type shop/staging to confirm').fill('shop/staging');
      await dialog.getByRole('button', { name: 'Archive environment' }).click();
      await dialog.getByText('store_busy').first().waitFor();
      assert.equal(new URL(page.url()).searchParams.get('in'), 'shop/staging');
    }));

    for (const path of ['/server/flags', FLAG, '/server/flags/history', '/server/flags/changes', '/server/flags/settings', STAGING]) {
      test(`a reader changes nothing at ${path}`, () => visit({ session: { ...session, role: 'reader' } }, path, async ({ page }) => {
        await page.locator('main .section').first().waitFor();
        const acts = page.locator('main').getByRole('button', { name: /Turn off|Disable|Enable|Give|Remove|Publish|Roll|New|Approve|Reject|Withdraw|End|Save|Archive/ });
        assert.deepEqual(await acts.allInnerTexts(), []);
        assert.equal(await page.locator('main').getByRole('radio').count(), 0);
      }));
    }

    test('names and owners never become markup', () => visit({}, '/server/flags', async ({ page }) => {
      await page.getByText('<img src=x onerror=window.hurt=1>').waitFor();
      assert.equal(await page.locator('main img').count(), 0);
      assert.equal(await page.evaluate(() => 'hurt' in window), false);
      assert.equal(await page.getByRole('row').count(), Object.keys(definitions).length + 1);
    }));
  });
}
