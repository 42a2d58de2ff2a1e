import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** The server that `npm run dev` hands /api to. */
const server = process.env['HOLDFAST_SERVER'] ?? 'http://127.0.0.1:8480';

export default defineConfig({
  plugins: [react()],
  // The client is compiled in from its sources, like any other part of the console.
  resolve: { alias: { '@holdfast/flags-web': fileURLToPath(new URL('../sdk/web/src/index.ts', import.meta.url)) } },
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    // Nothing goes into data: URLs and nothing needs inline code: the content security policy stays strict.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome123', 'firefox128', 'safari17.5'],
    sourcemap: false,
  },
  server: { proxy: { '/api': { target: server, secure: false }, '/flags': { target: server, secure: false } } },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
