// Answers questions of the tests from the published programs: one JSON object a line in, one a line out.
import { createInterface } from 'node:readline';
import { FlagdCore, MemoryStorage } from '@openfeature/flagd-core';
import jsonLogic from 'json-logic-js';

const silent = { error() {}, warn() {}, info() {}, debug() {} };
console.log = () => {};

// JSON has no NaN and no infinities, and the difference from null matters here.
function encoded(value) {
  if (value === undefined) return null;
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
  if (Array.isArray(value)) return value.map(encoded);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, encoded(member)]));
  }
  return value;
}

const answers = {
  logic({ rule, data }) {
    try {
      return { value: encoded(jsonLogic.apply(rule, data)) };
    } catch (error) {
      return { error: String(error && error.message) };
    }
  },
  schema({ document }) {
    try {
      new MemoryStorage(silent).setConfigurations(document, true);
      return { valid: true };
    } catch (error) {
      return { valid: false, error: String(error && error.message).slice(0, 500) };
    }
  },
  flagd({ document, contexts }) {
    const core = new FlagdCore(undefined, silent);
    core.setConfigurations(document);
    const results = contexts.map((context) =>
      [...core.getFlags().keys()].sort().map((key) => {
        const flag = core.getFlag(key);
        const type = typeof [...flag.variants.values()][0];
        const absent = { boolean: false, string: '', number: 0, object: {} }[type];
        const method = `resolve${type[0].toUpperCase()}${type.slice(1)}Evaluation`;
        const result = core[method](key, absent, context, silent);
        return { key, ...encoded(result) };
      }),
    );
    return { results };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(answers[question.ask](question))}\n`);
}
