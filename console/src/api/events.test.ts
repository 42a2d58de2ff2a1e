import { describe, expect, test } from 'vitest';
import { Feed, type ServerEvent, type Stream } from './events.ts';

/** Streams and a clock that the test moves by hand. */
class Stage {
  readonly opened: Map<string, (event: MessageEvent<string>) => void>[] = [];
  readonly waiting: { act: () => void; millis: number }[] = [];
  readonly told: ServerEvent[] = [];
  readonly feed = new Feed('/events', {
    open: (): Stream => {
      const listeners = new Map<string, (event: MessageEvent<string>) => void>();
      this.opened.push(listeners);
      return { addEventListener: (type, listener) => void listeners.set(type, listener), close: () => listeners.clear() };
    },
    later: (act, millis) => {
      this.waiting.push({ act, millis });
      return () => undefined;
    },
  });

  constructor() {
    this.feed.listen((event) => this.told.push(event));
    this.feed.start();
  }

  fire(type: string, data = ''): void {
    this.opened.at(-1)?.get(type)?.({ data } as MessageEvent<string>);
  }

  pass(): void {
    this.waiting.shift()?.act();
  }
}

describe('the feed of events', () => {
  test('passes on what it understands and drops what it doesn’t', () => {
    const stage = new Stage();
    stage.fire('open');
    expect(stage.told).toEqual([]);
    stage.fire('job', '{"id":"j1"}');
    stage.fire('job', '{"id":');
    expect(stage.told).toEqual([{ kind: 'job', job: { id: 'j1' } }]);
    expect(stage.feed.mode()).toBe('live');
  });

  test('opens again after one failure and asks for what was missed', () => {
    const stage = new Stage();
    stage.fire('open');
    stage.told.length = 0;
    stage.fire('error');
    stage.pass();
    stage.fire('open');
    expect(stage.opened).toHaveLength(2);
    expect(stage.told).toEqual([{ kind: 'tick' }]);
  });

  test('tells of a gap after a pause, for that time was not heard', () => {
    const stage = new Stage();
    stage.fire('open');
    stage.feed.stop();
    stage.feed.start();
    stage.fire('open');
    expect(stage.told).toEqual([{ kind: 'tick' }]);
  });

  test('polls when the stream can’t be had, and tries the stream again', () => {
    const stage = new Stage();
    stage.fire('error');
    stage.pass();
    stage.fire('error');
    expect(stage.feed.mode()).toBe('polling');
    for (let poll = 0; poll < 6; poll += 1) {
      stage.pass();
    }
    expect(stage.told.filter((event) => event.kind === 'tick')).toHaveLength(6);
    expect(stage.opened).toHaveLength(3);
    stage.fire('open');
    expect(stage.feed.mode()).toBe('live');
  });
});
