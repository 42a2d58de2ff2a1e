import { expect, test } from 'vitest';
import { served, standing } from './definition.ts';
import { newFlag } from './newDefinition.ts';

test('a new flag changes nothing: it is off, or has the one variant it begins with', () => {
  expect(standing(newFlag('boolean', ''))).toBe('off');
  expect((['string', 'number'] as const).map((kind) => served(newFlag(kind, '')))).toEqual(['standard', 'standard']);
});

test('an owner is written down only if there is one', () => {
  expect(newFlag('boolean', 'shop').metadata).toEqual({ owner: 'shop' });
  expect('metadata' in newFlag('boolean', '')).toBe(false);
});
