import { describe, expect, test } from 'vitest';
import type { Setting } from '../../api/configuration.ts';
import { draftOf, entryOf, withEntry } from './draft.ts';

const setting: Setting = {
  name: 'limit.upload.places', type: 'integer', bounds: '1 to 1000 requests', choices: [], default: 32, applies_to: 'servers', component: 'limits', description: '',
};
const blank = draftOf(setting, undefined);

describe('a setting in the form', () => {
  test.each([undefined, { value: 40 }, { stage: { value: 64, cells: ['eu-1'] } }, { value: 40, stage: { value: 64, cells: ['a', 'b'], percent: 10 } }])(
    '%j is read as it was shown', (entry) => expect(entryOf(setting, draftOf(setting, entry))).toEqual({ entry: entry ?? null }));

  test('begins with the default', () => expect([blank.everywhere, blank.value, blank.staged]).toEqual(['default', '32', 'none']));

  test('is refused with each wrong field', () => {
    const draft = { ...blank, everywhere: 'value', value: '0', staged: 'stage', stageValue: 'x', percent: '101' } as const;
    const read = entryOf(setting, draft);
    expect('wrong' in read && Object.keys(read.wrong)).toEqual(['value', 'stageValue', 'percent']);
  });

  test('can’t have a stage for nobody', () => {
    const read = entryOf(setting, { ...blank, staged: 'stage', cells: ' , ' });
    expect('wrong' in read && read.wrong.percent).toContain('nobody');
  });
});

test('a changed document keeps everything else', () => {
  const document = { settings: { a: { value: 1 }, b: { value: 2 } } };
  expect(withEntry(document, 'b', { value: 3 })).toEqual({ settings: { a: { value: 1 }, b: { value: 3 } } });
  expect(withEntry(document, 'b', null)).toEqual({ settings: { a: { value: 1 } } });
  expect(withEntry({}, 'b', { value: 3 })).toEqual({ settings: { b: { value: 3 } } });
});
