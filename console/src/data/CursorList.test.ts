import { describe, expect, test } from 'vitest';
import type { Page } from '../api/types.ts';
import { CursorList } from './CursorList.ts';

const SIZE = 10;
const TOTAL = 95;

function pages(asked: (string | null)[], failAt?: string) {
  let failed = false;
  return (after: string | null): Promise<Page<number>> => {
    asked.push(after);
    if (after === failAt && !failed) {
      failed = true;
      return Promise.reject(new TypeError('Failed to fetch'));
    }
    const from = Number(after ?? 0);
    const to = Math.min(TOTAL, from + SIZE);
    return Promise.resolve({ items: Array.from({ length: to - from }, (_, at) => from + at), next: to < TOTAL ? String(to) : null });
  };
}

describe('a list fetched by cursor', () => {
  test('asks for each page once, in order, whoever asks how often', async () => {
    const asked: (string | null)[] = [];
    const list = new CursorList(pages(asked));
    await Promise.all([list.more(), list.more(), list.more()]);
    await list.more();
    expect(asked).toEqual([null, '10']);
    expect(list.view().items).toHaveLength(20);
  });

  test('goes to the end, and no further', async () => {
    const asked: (string | null)[] = [];
    const list = new CursorList(pages(asked));
    void list.more();
    await list.all();
    await list.more();
    expect(list.view()).toMatchObject({ ended: true, loading: false, error: null });
    expect(list.view().items).toEqual(Array.from({ length: TOTAL }, (_, at) => at));
    expect(asked).toHaveLength(10);
  });

  test('stops at a failure with what it has, and goes on from there', async () => {
    const asked: (string | null)[] = [];
    const list = new CursorList(pages(asked, '20'));
    await list.all();
    expect(list.view().items).toHaveLength(20);
    expect(list.view().error?.unanswered()).toBe(true);
    await list.all();
    expect(list.view().items).toEqual(Array.from({ length: TOTAL }, (_, at) => at));
  });

  test('goes on over pages without anything in them', async () => {
    const answers: Page<number>[] = [{ items: [], next: 'a' }, { items: [], next: 'b' }, { items: [7], next: null }];
    const list = new CursorList(() => Promise.resolve(answers.shift() ?? { items: [], next: null }));
    await list.more();
    expect(list.view()).toMatchObject({ items: [7], ended: true });
  });

  test('that nobody wants any more shows nothing that comes later', async () => {
    const list = new CursorList(pages([]));
    const first = list.more();
    list.cancel();
    await first;
    expect(list.view().items).toEqual([]);
    await list.more();
    expect(list.view().items).toHaveLength(10);
  });

  test('refreshes by putting the first page in place of everything', async () => {
    const list = new CursorList(pages([]));
    await list.all();
    await list.refresh();
    expect(list.view().items).toHaveLength(10);
    await list.more();
    expect(list.view().items).toHaveLength(20);
  });
});
