import { shareBrowser } from './context.ts';

shareBrowser();
await import('./accessibility.ts');
await import('./zoom.ts');
await import('./security.ts');
await import('./names.ts');
await import('./files.ts');
await import('./keyboard.ts');
await import('./acts.ts');
await import('./live.ts');
