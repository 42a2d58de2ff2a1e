import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { FlagsProvider, useFlag } from '../../src/react.ts';
import { Stage } from '../support/stage.ts';

function Button() {
  const { value, state } = useFlag('express', false);
  return createElement('button', null, state === 'NOT_READY' ? '…' : value ? 'Express' : 'Pay');
}

describe('React', () => {
  test('the first drawing has the state and the value that are known then', async () => {
    const stage = new Stage();
    const flags = stage.open();
    const draw = () => renderToString(createElement(FlagsProvider, { client: flags }, createElement(Button)));
    assert.equal(draw(), '<button>…</button>');
    await stage.last.flags({ express: true });
    assert.equal(draw(), '<button>Express</button>');
    flags.close();
  });

  test('a component outside of a provider is told what is missing', () => {
    assert.throws(() => renderToString(createElement(Button)), /FlagsProvider/);
  });
});
