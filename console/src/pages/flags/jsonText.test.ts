import { expect, test } from 'vitest';
import { placeOf, readJson } from './jsonText.ts';

function failure(text: string): string {
  const read = readJson(text);
  return read.ok ? 'read' : `${read.place.line}:${read.place.column} ${read.message}`;
}

test('reads what JSON.parse reads', () => {
  for (const text of ['{}', '[]', ' {"a":[1,-2.5e3,"x\\n\\u00e9",true,false,null,{"b":{}}]} ', '"text"', '0']) {
    expect(readJson(text)).toMatchObject({ ok: true, value: JSON.parse(text) });
  }
});

test('a name of the prototype is a name like any other', () => {
  const read = readJson('{"__proto__": 1, "constructor": 2}');
  expect(read.ok && Object.entries(read.value as object)).toEqual([['__proto__', 1], ['constructor', 2]]);
});

test('says at which line and column it stops being JSON', () => {
  expect(failure('{\n  "a": 1,\n}')).toBe('3:1 After a comma something has to come, not }');
  expect(failure('{\n  "a": 1\n  "b": 2\n}')).toBe('3:3 Here , or } has to stand.');
  expect(failure('{"a" 1}')).toBe('1:6 Here : has to stand.');
  expect(failure('{a: 1}')).toBe('1:2 Here the name of a member, in quotes, has to stand.');
  expect(failure('[1, nope]')).toBe('1:5 This is no JSON value.');
  expect(failure('')).toBe('1:1 The JSON ends too early.');
  expect(failure('{} {}')).toBe('1:4 Something stands after the end of the JSON.');
  expect(failure('{"a": 1,\n "a": 2}')).toBe('2:2 “a” stands twice in the same object.');
  expect(failure('['.repeat(80))).toBe('1:66 This is nested more than 64 times.');
});

test('knows where each value stands, by pointers as the server writes them', () => {
  const read = readJson('{\n  "state": "ENABLED",\n  "targeting": {\n    "if": [1, {"a/b~c": "x"}]\n  }\n}');
  if (!read.ok) {
    throw new Error(read.message);
  }
  expect(placeOf(read.places, '/state')).toMatchObject({ line: 2, column: 12 });
  expect(placeOf(read.places, '/targeting/if/1/a~1b~0c')).toMatchObject({ line: 4, column: 25 });
});

test('what is missing is shown at the innermost thing around it', () => {
  const read = readJson('{\n  "variants": {"on": true}\n}');
  if (!read.ok) {
    throw new Error(read.message);
  }
  expect(placeOf(read.places, '/variants/off')).toMatchObject({ line: 2, column: 15 });
  expect(placeOf(read.places, '/defaultVariant')).toMatchObject({ line: 1, column: 1 });
});
