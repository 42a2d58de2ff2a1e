import { expect, test } from 'vitest';
import { withTags } from './tags.ts';

test('typed tags come behind those that are there, each once, without what surrounds them', () => {
  expect(withTags(['nightly'], ' before upgrade ,nightly,, kept')).toEqual(['nightly', 'before upgrade', 'kept']);
  expect(withTags(['nightly'], ' , ')).toEqual(['nightly']);
});
