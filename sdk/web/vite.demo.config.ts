import { defineConfig } from 'vite';

/** The demo shop, which is also what the browser tests visit. */
export default defineConfig({
  root: 'demo',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome109', 'firefox115', 'safari16'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { shop: 'demo/index.html', operator: 'demo/operator.html' } },
  },
});
