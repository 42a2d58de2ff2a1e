// Reads flags with the published clients from the server given as argument, and prints what they say as JSON.
import { OFREPProvider } from '@openfeature/ofrep-provider';
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';
import { OpenFeature as ServerFeature } from '@openfeature/server-sdk';
import { OpenFeature as WebFeature } from '@openfeature/web-sdk';

const baseUrl = process.argv[2];
const requests = [];
const counted = async (input, init) => {
  const response = await fetch(input, init);
  requests.push(response.status);
  return response;
};
const shown = ({ value, variant, reason, errorCode, flagMetadata }) => ({ value, variant, reason, errorCode, flagMetadata });
const said = {};

const web = new OFREPWebProvider({ baseUrl, fetchImplementation: counted, pollInterval: 0 });
await WebFeature.setContext({ targetingKey: 'ann', plan: 'pro' });
await WebFeature.setProviderAndWait(web);
const page = WebFeature.getClient();
said.web = {
  plan: shown(page.getObjectDetails('plan', {})),
  number: shown(page.getNumberDetails('a/b', 0)),
  disabled: shown(page.getNumberDetails('off', 42)),
  unknown: shown(page.getBooleanDetails('gone', true)),
};
await WebFeature.setContext({ targetingKey: 'ann', plan: 'free' });
said.web.afterTheContextChanged = shown(page.getObjectDetails('plan', {}));
await WebFeature.setContext({ targetingKey: 'ann', plan: 'free' });
said.web.statuses = requests.splice(0);
await WebFeature.close();

await ServerFeature.setProviderAndWait(new OFREPProvider({ baseUrl, fetchImplementation: counted }));
const program = ServerFeature.getClient();
said.server = {
  plan: shown(await program.getObjectDetails('plan', {}, { targetingKey: 'bob', plan: 'pro' })),
  number: shown(await program.getNumberDetails('a/b', 0)),
  unknown: shown(await program.getBooleanDetails('gone', true)),
  wrongType: shown(await program.getBooleanDetails('a/b', true)),
  statuses: requests.splice(0),
};
await ServerFeature.close();
process.stdout.write(JSON.stringify(said));
