import { describe } from 'node:test';
import { control } from './control.ts';
import { shareBrowser } from './context.ts';
import { accessibility } from './accessibility.ts';
import { acts } from './acts.ts';
import { files } from './files.ts';
import { flags } from './flags.ts';
import { keyboard } from './keyboard.ts';
import { live } from './live.ts';
import { names } from './names.ts';
import { switchedOff } from './ownFlags.ts';
import { security } from './security.ts';
import { zoom } from './zoom.ts';

shareBrowser();

// By themselves: something is measured there.
files();

// All the others may begin at once; how many do is up to the seats of the browser. The long ones last, so that no seat is empty long.
describe('the console', { concurrency: true }, () => {
  for (const tests of [keyboard, live, security, names, acts, switchedOff, flags, zoom, accessibility]) {
    tests();
  }
  control();
});
