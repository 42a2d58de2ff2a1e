import { defineConfig } from 'vite';

/** The package: one module for each way in, what they share apart, nothing of the peers. */
export default defineConfig({
  build: {
    outDir: 'dist',
    target: ['chrome109', 'firefox115', 'safari16'],
    sourcemap: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: 'src/index.ts', openfeature: 'src/openfeature.ts', react: 'src/react.ts' },
      external: [/^@openfeature\//, /^react(\/|$)/],
      preserveEntrySignatures: 'strict',
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared-[hash].js' },
    },
  },
});
