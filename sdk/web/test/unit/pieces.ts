import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { canonical } from '../../src/canonical.ts';
import { Coalesced } from '../../src/coalesced.ts';
import { backoff, retryAfter } from '../../src/retry.ts';
import { sha256 } from '../../src/sha256.ts';
import { isNewer } from '../../src/version.ts';
import { type Dice, withSeed } from '../support/random.ts';

function text(dice: Dice): string {
  return String.fromCodePoint(...Array.from({ length: dice.below(200) }, () => dice.pick([0x20 + dice.below(90), 0xe9, 0x4e2d, 0x1f600])));
}

/** An object and one equal to it with its members in another order. */
function twins(dice: Dice, depth = 3): [unknown, unknown] {
  if (depth === 0) {
    const leaf = dice.pick([null, true, dice.below(9), text(dice), [1, { b: 1, a: 2 }]]);
    return [leaf, leaf];
  }
  const members = Array.from({ length: dice.below(5) }, (_, at) => [`${dice.pick(['a', 'Z', '7', '__proto__', 'é'])}${at}`, twins(dice, depth - 1)] as const);
  return [Object.fromEntries(members.map(([name, [one]]) => [name, one])), Object.fromEntries([...members].reverse().map(([name, [, other]]) => [name, other]))];
}

describe('pieces', () => {
  test('sha256 is the standard one for texts of every length', () => withSeed((dice) => {
    for (const sample of ['', 'a'.repeat(55), 'a'.repeat(56), 'a'.repeat(63), 'a'.repeat(64), 'a'.repeat(119), ...Array.from({ length: 200 }, () => text(dice))]) {
      assert.equal(sha256(sample), createHash('sha256').update(sample).digest('hex'), JSON.stringify(sample));
    }
  }));

  test('equal contexts have equal canonical texts, whatever the order of their members', () => withSeed((dice) => {
    for (let run = 0; run < 300; run++) {
      const [one, other] = twins(dice);
      assert.equal(canonical(one), canonical(other));
      assert.deepEqual(JSON.parse(canonical(one)), JSON.parse(JSON.stringify(one)));
    }
  }));

  test('different contexts have different canonical texts', () => {
    const texts = [{ a: 1 }, { a: '1' }, { a: [1] }, { a: { b: 1 } }, { 'a.b': 1 }, { a: 1, b: null }].map(canonical);
    assert.equal(new Set(texts).size, texts.length);
  });

  test('backoff has full jitter below a bound that doubles up to the cap', () => {
    const bounds = [1, 2, 3, 8, 5000].map((attempt) => backoff(attempt, 1000, 60_000, () => 1));
    assert.deepEqual(bounds, [1000, 2000, 4000, 60_000, 60_000]);
    assert.equal(backoff(3, 1000, 60_000, () => 0), 0);
  });

  test('Retry-After is read as seconds and as both forms of dates, and has a limit', () => {
    const now = Date.parse('2026-03-18T09:30:00Z');
    assert.equal(retryAfter('7', now), 7000);
    assert.equal(retryAfter('Wed, 18 Mar 2026 09:30:20 GMT', now), 20_000);
    assert.equal(retryAfter('2026-03-18T09:31:00Z', now), 60_000);
    assert.equal(retryAfter('Wed, 18 Mar 2020 09:30:20 GMT', now), 0);
    assert.equal(retryAfter('99999999', now), 3_600_000);
    assert.equal(retryAfter('soon', now), 30_000);
    assert.equal(retryAfter(null, now), 30_000);
  });

  test('versions are ordered by their sequence, not as texts', () => {
    assert.ok(isNewer('10-aa', '9-bb'));
    assert.ok(!isNewer('9-bb', '9-aa'));
    assert.ok(!isNewer('garbage', '9-aa') && !isNewer('10-aa', 'garbage'));
  });

  test('coalesced work never runs twice at a time, and whoever asks anew gets a run that began later', () => withSeed(async (dice) => {
    let running = 0;
    let began = 0;
    const ends: (() => void)[] = [];
    const work = new Coalesced(async () => {
      assert.equal(++running, 1);
      const number = ++began;
      await new Promise<void>((resolve) => ends.push(resolve));
      running--;
      return number;
    });
    const waits: Promise<unknown>[] = [];
    for (let step = 0; step < 500; step++) {
      switch (dice.below(3)) {
        case 0:
          waits.push(work.join());
          break;
        case 1: {
          const before = began;
          waits.push(work.anew().then((number) => assert.ok(number > before)));
          break;
        }
        default:
          ends.shift()?.();
          await Promise.resolve();
      }
    }
    let open = waits.length;
    const settled = () => open--;
    waits.forEach((wait) => void wait.then(settled, settled));
    while (open > 0) {
      ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(waits);
  }));
});
