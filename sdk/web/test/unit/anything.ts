import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonical } from '../../src/canonical.ts';
import type { Context } from '../../src/types.ts';
import { type Dice, withSeed } from '../support/random.ts';
import { type Asked, calm, Stage } from '../support/stage.ts';

const VISITORS = ['ann', 'ben', 'cleo'];
const PLANS = ['free', 'pro'];
const OFFER = { eventStreams: [{ type: 'sse', url: 'https://flags.example/events' }] };

/** The server's truth: every answer says for whom it is and which publication it saw when it was asked. */
function answerTruly(asked: Asked, sequence: number): Promise<void> {
  return asked.flags({ owner: JSON.stringify(asked.context), sequence }, { ETag: `"${sequence}"`, 'X-Flags-Version': `${sequence}-aa` }, OFFER);
}

class Walk {
  readonly #dice: Dice;
  readonly #stage = new Stage();
  readonly #saw = new Map<Asked, number>();
  #context: Context = { targetingKey: 'ann', plan: 'free' };
  /** Who may be remembered: everybody since the last logout. */
  #remembered = new Set([canonical(this.#context)]);
  #sequence = 1;
  readonly #flags = this.#stage.open({ context: this.#context });

  constructor(dice: Dice) {
    this.#dice = dice;
    this.#stage.random = dice.next;
  }

  async step(): Promise<void> {
    await this.#act();
    await calm();
    this.#stage.asked.forEach((asked) => this.#saw.has(asked) || this.#saw.set(asked, this.#sequence));
    this.#check();
  }

  /** When everything works again, the page ends with the truth. */
  async finish(): Promise<void> {
    await this.#stage.page.happens('shown');
    await this.#stage.page.happens('online');
    for (let round = 0; round < 200; round++) {
      await this.#stage.clock.pass(1000);
      for (const asked of this.#stage.unanswered) {
        await answerTruly(asked, this.#sequence);
      }
    }
    assert.equal(this.#flags.state, 'FRESH');
    assert.equal(this.#flags.value('sequence', 0), this.#sequence);
    this.#check();
    this.#flags.close();
    assert.equal(this.#stage.clock.waiting, 0);
  }

  async #act(): Promise<void> {
    const { page, clock, unanswered, streams } = this.#stage;
    this.#stage.aborting = this.#dice.pick(['in time', 'too late']);
    const asked = unanswered[this.#dice.below(unanswered.length || 1)];
    switch (this.#dice.below(11)) {
      case 0:
        this.#context = { targetingKey: this.#dice.pick(VISITORS), plan: this.#dice.pick(PLANS) };
        this.#remembered.add(canonical(this.#context));
        return void this.#flags.updateContext(this.#context);
      case 1:
        this.#context = {};
        this.#remembered = new Set(['{}']);
        void this.#flags.logout();
        return assert.equal(this.#stage.stored.length, 0);
      case 2:
        return page.happens(this.#dice.pick(['shown', 'hidden', 'online']));
      case 3:
        return clock.pass(this.#dice.pick([1, 100, 3000, 70_000]));
      case 4:
        this.#sequence++;
        return streams.forEach((stream) => stream.say({ type: 'refetchEvaluation' }));
      case 5:
        return this.#dice.pick(streams.length > 0 ? streams : [undefined])?.lose(this.#dice.pick([0, 2]));
      case 6:
        return void this.#flags.refetch();
      case 7:
        return asked?.answer(this.#dice.pick([429, 500, 503, 404]), undefined, this.#dice.pick([{}, { 'Retry-After': '9' }] as HeadersInit[]));
      case 8:
        return asked?.fail();
      default:
        // What the server saw when it was asked, however late its answer is.
        return asked && answerTruly(asked, this.#saw.get(asked) ?? this.#sequence);
    }
  }

  #check(): void {
    const owner = this.#flags.value('owner', 'nobody');
    if (owner !== 'nobody') {
      assert.deepEqual(JSON.parse(owner), this.#context, 'the flags of somebody else are shown');
    }
    assert.equal(this.#flags.state === 'NOT_READY' && owner !== 'nobody', false);
    for (const text of this.#stage.stored.entries.values()) {
      const { body } = JSON.parse(text) as { body: { flags: { key: string; value: string }[] } };
      const kept = body.flags.find(({ key }) => key === 'owner')?.value ?? '';
      assert.ok(this.#remembered.has(kept), `${kept} is remembered after the logout`);
    }
    const current = this.#stage.unanswered.filter((asked) => !asked.aborted());
    assert.ok(current.length <= 1, `${current.length} requests at a time`);
  }
}

test('whatever happens in whatever order: nobody sees the flags of another, one request at a time, and the truth in the end', () => withSeed(async (dice) => {
  for (let run = 0; run < 15; run++) {
    const walk = new Walk(dice);
    for (let step = 0; step < 80; step++) {
      await walk.step();
    }
    await walk.finish();
  }
}));
