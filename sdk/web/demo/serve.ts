import { ShopServer } from './shopServer.ts';

const { flags } = await ShopServer.start(Number(process.env['PORT'] ?? 8490));
console.log(`The shop:      ${flags.url}/`);
console.log(`Its operator:  ${flags.url}/operator`);
