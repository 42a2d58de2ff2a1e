import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FlagServer } from '../test/server/flagServer.ts';
import type { Attributes, Rule } from '../test/server/flags.ts';

const DIST = fileURLToPath(new URL('dist/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' };
/** As strict as a policy can be: the client works under it. */
const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src data:", "connect-src 'self'", "require-trusted-types-for 'script'", "trusted-types 'none'",
].join('; ');

const EXPRESS = { on: { variants: { on: true, off: false }, choose: () => 'on' }, off: { variants: { on: true, off: false }, choose: () => 'off' } } satisfies Record<string, Rule>;

interface Order {
  readonly how: string;
  readonly visitor: unknown;
}

/** A shop whose payments are guarded by a flag. */
export class ShopServer {
  readonly flags: FlagServer;
  readonly orders: Order[] = [];
  readonly #done = new Map<string, Order>();

  private constructor(flags: FlagServer) {
    this.flags = flags;
  }

  static async start(port = 0): Promise<ShopServer> {
    const shop: ShopServer = new ShopServer(await FlagServer.start((request, answer, body) => shop.#handle(request, answer, body), port));
    shop.flags.publish('express-pay', EXPRESS.on);
    shop.flags.publish('greeting', {
      variants: { ann: 'Hello, ann', ben: 'Hello, ben', anybody: 'Hello, stranger' },
      choose: ({ targetingKey }) => (targetingKey === 'ann' || targetingKey === 'ben' ? targetingKey : 'anybody'),
    });
    shop.flags.publish('discount', { variants: { high: 20, low: 5 }, choose: ({ plan }) => (plan === 'pro' ? 'high' : 'low') });
    return shop;
  }

  /** What the operator's page can do. */
  operate(act: string): boolean {
    switch (act) {
      case 'on':
      case 'off':
        this.flags.publish('express-pay', EXPRESS[act]);
        return true;
      case 'off-unnoticed':
        this.flags.publishUnnoticed('express-pay', EXPRESS.off);
        return true;
      case 'reachable':
      case 'unreachable':
        this.flags.reach = act;
        return true;
      default:
        return false;
    }
  }

  async #handle(request: IncomingMessage, answer: ServerResponse, body: string): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.flags.url);
    if (request.method === 'POST' && pathname === '/pay') {
      this.#pay(request, answer, JSON.parse(body) as { visitor: Attributes });
    } else if (request.method === 'POST' && pathname.startsWith('/operator/')) {
      answer.writeHead(this.operate(pathname.slice('/operator/'.length)) ? 204 : 404).end();
    } else {
      await file(pathname, answer);
    }
  }

  #pay(request: IncomingMessage, answer: ServerResponse, { visitor }: { visitor: Attributes }): void {
    const guards = ['express-pay'];
    const { flags } = this.flags;
    const known = Number.parseInt(String(request.headers['x-flags-version'] ?? ''), 10);
    answer.setHeader('X-Flags-Version', flags.version);
    // Before anything else happens: who decided by an older rule set decides again. Who knows none has decided by the defaults of the page.
    if (known < flags.minimum(guards)) {
      json(answer, 409, { error: 'flags_outdated', flagsVersion: flags.version, flags: guards });
      return;
    }
    const key = String(request.headers['idempotency-key']);
    const order = this.#done.get(key) ?? { how: flags.value('express-pay', visitor) === true ? 'paid with one click' : 'sent by invoice', visitor };
    if (!this.#done.has(key)) {
      this.#done.set(key, order);
      this.orders.push(order);
    }
    json(answer, 200, order);
  }
}

function json(answer: ServerResponse, status: number, body: object): void {
  answer.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

async function file(pathname: string, answer: ServerResponse): Promise<void> {
  const path = join(DIST, normalize(pathname === '/' ? '/index.html' : pathname === '/operator' ? '/operator.html' : pathname));
  try {
    const content = await readFile(path);
    answer.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream', 'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff' }).end(content);
  } catch {
    answer.writeHead(404).end();
  }
}
