// Measures what a page loads, and fails when it has grown beyond its limit: node scripts/sizes.mjs [LIMITS-AS-JSON]
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
/** Bytes after gzip, with everything that the module imports except the peers. */
const LIMITS = { 'index.js': 8000, 'openfeature.js': 14_000, 'react.js': 1000 };

/** All files a module needs, itself included. */
function modules(file, found = new Set()) {
  if (!found.has(file)) {
    found.add(file);
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*["'](\.[^"']+)["']/g)) {
      modules(resolve(dirname(file), path), found);
    }
  }
  return found;
}

function zipped(file) {
  // Without the reference to the source map, which no page loads.
  return gzipSync(readFileSync(file, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, ''), { level: 9 }).length;
}

let grown = false;
for (const [name, limit] of Object.entries(process.argv[2] ? JSON.parse(process.argv[2]) : LIMITS)) {
  const files = [...modules(resolve(DIST, name))];
  const bytes = files.reduce((sum, file) => sum + zipped(file), 0);
  console.log(`${name}: ${bytes} of ${limit} bytes gzipped, in ${files.length} file(s)`);
  grown ||= bytes > limit;
}
if (grown) {
  console.error('sizes: larger than allowed. Make it smaller, or explain in the change why the limit in scripts/sizes.mjs must grow.');
  process.exit(1);
}
