import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL('../../demo/dist/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' };

/** What stands before a shop: serves its pages, which ask a flag server of another origin, and passes payments on. */
export class Site {
  readonly #server: Server;
  /** How payments were answered. */
  readonly payments: number[] = [];
  flags = '';
  shop = '';

  private constructor() {
    this.#server = createServer((request, answer) => void this.#handle(request, answer));
  }

  static async start(): Promise<Site> {
    const site = new Site();
    await new Promise<void>((resolve) => site.#server.listen(0, '127.0.0.1', resolve));
    return site;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async end(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #handle(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.url);
    if (pathname === '/pay') {
      await this.#pay(request, answer);
    } else {
      await this.#page(pathname, answer);
    }
  }

  async #pay(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const passed = ['content-type', 'x-flags-version', 'idempotency-key'].flatMap((name) => (typeof request.headers[name] === 'string' ? [[name, request.headers[name]] as [string, string]] : []));
    const parts: Buffer[] = [];
    for await (const part of request) {
      parts.push(part as Buffer);
    }
    const headers = { ...Object.fromEntries(passed), 'content-type': 'application/json' };
    const given = await fetch(`${this.shop}/pay`, { method: 'POST', headers, body: Buffer.concat(parts) });
    this.payments.push(given.status);
    answer.writeHead(given.status, { 'Content-Type': 'application/json', 'X-Flags-Version': given.headers.get('X-Flags-Version') ?? '' }).end(await given.text());
  }

  async #page(pathname: string, answer: ServerResponse): Promise<void> {
    const path = join(DIST, normalize(pathname === '/' ? '/index.html' : pathname));
    const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self' ${this.flags}; require-trusted-types-for 'script'; trusted-types 'none'`;
    try {
      const content = await readFile(path, 'utf8');
      const page = content.replace('<head>', `<head><meta name="flags-endpoint" content="${this.flags}">`);
      answer.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream', 'Content-Security-Policy': policy }).end(page);
    } catch {
      answer.writeHead(404).end();
    }
  }
}
