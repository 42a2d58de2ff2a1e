import { test } from 'node:test';
import { accessJourneys } from './access.ts';
import { actJourneys } from './acts.ts';
import { fileJourneys } from './files.ts';
import { pageJourneys } from './pages.ts';
import { serverOfEnvironment, shareBrowser } from './server.ts';
import { sessionJourneys } from './session.ts';

const server = serverOfEnvironment();
if (server === null) {
  test('journeys', { skip: 'journeys.sh starts a server and tells where it is' }, () => undefined);
} else {
  shareBrowser();
  fileJourneys(server);
  actJourneys(server);
  accessJourneys(server);
  pageJourneys(server);
  // Last: what was refused here counts against the address for a while.
  sessionJourneys(server);
}
