// Lets node 20 run the tests' TypeScript: Vite's own transformer takes the types away, nothing else is changed.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
