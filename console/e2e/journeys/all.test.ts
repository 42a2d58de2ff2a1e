import { test } from 'node:test';
import { pageJourneys } from './pages.ts';
import { serverOfEnvironment, shareBrowser } from './server.ts';

const server = serverOfEnvironment();
if (server === null) {
  test('journeys', { skip: 'set HOLDFAST_URL, HOLDFAST_ADMIN_TOKEN and HOLDFAST_TENANT to a running server' }, () => undefined);
} else {
  shareBrowser();
  pageJourneys(server);
}
