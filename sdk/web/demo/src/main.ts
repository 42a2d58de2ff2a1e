import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { openFlags } from '../../src/index.ts';
import { FlagsProvider } from '../../src/react.ts';
import { Shop } from './Shop.tsx';
import { visitor } from './visitor.ts';

// A page says where its flags are if that is not where it came from.
const endpoint = document.querySelector<HTMLMetaElement>('meta[name="flags-endpoint"]')?.content ?? '';
// Before the first drawing: what a former visit knew is there at once, so that nothing flickers.
const flags = openFlags({
  endpoint, context: visitor(), defaults: { 'express-pay': false, greeting: 'Welcome', discount: 0 }, times: { ttlMillis: 300_000 },
});
const root = document.getElementById('shop');
if (root) {
  createRoot(root).render(createElement(FlagsProvider, { client: flags }, createElement(Shop)));
}
