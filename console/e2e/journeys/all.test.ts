import { test } from 'node:test';
import { accessJourneys, auditJourneys } from './access.ts';
import { actJourneys } from './acts.ts';
import { fileJourneys } from './files.ts';
import { flagJourneys } from './flags.ts';
import { ownFlagJourneys } from './ownFlags.ts';
import { pageJourneys } from './pages.ts';
import { accountJourneys, decisionJourneys, secondAdministrator, tagJourneys } from './people.ts';
import { serverOfEnvironment, shareBrowser } from './server.ts';
import { sessionJourneys } from './session.ts';
import { tenantJourneys } from './tenants.ts';
import { controlJourneys } from './control.ts';

const server = serverOfEnvironment();
if (server === null) {
  test('journeys', { skip: 'journeys.sh starts a server and tells where it is' }, () => undefined);
} else {
  shareBrowser();
  secondAdministrator(server);
  fileJourneys(server);
  tagJourneys(server);
  actJourneys(server);
  ownFlagJourneys(server);
  accessJourneys(server);
  accountJourneys(server);
  controlJourneys(server);
  auditJourneys(server);
  tenantJourneys(server);
  flagJourneys(server);
  pageJourneys(server);
  decisionJourneys(server);
  // Last: what was refused here counts against the address for a while.
  sessionJourneys(server);
}
