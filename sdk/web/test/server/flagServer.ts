import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type Attributes, FlagSet, type Rule } from './flags.ts';

export type Handler = (request: IncomingMessage, answer: ServerResponse, body: string) => void | Promise<void>;

/** What the server was asked. */
export interface Seen {
  readonly path: string;
  readonly status: number;
  readonly version: string | undefined;
}

/** A small OFREP server over real HTTP: bulk evaluation with ETag, 429, and a stream of notices. It keeps the contract of the README. */
export class FlagServer {
  readonly flags = new FlagSet();
  readonly seen: Seen[] = [];
  readonly #others: Handler;
  readonly #streams = new Set<ServerResponse>();
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;
  /** Seconds that everybody is told to wait; undefined answers. */
  throttle: number | undefined;
  /** Whether requests about flags get through. */
  reach: 'reachable' | 'unreachable' = 'reachable';
  /** What answers wait for; undefined for nothing. */
  held: Promise<void> | undefined;

  private constructor(others: Handler) {
    this.#others = others;
  }

  /** @param others answers what is not about flags */
  static async start(others: Handler = (_, answer) => void answer.writeHead(404).end(), port = 0): Promise<FlagServer> {
    const server = new FlagServer(others);
    server.#port = port;
    await server.up();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get listeners(): number {
    return this.#streams.size;
  }

  async up(): Promise<void> {
    const server = createServer((request, answer) => void this.#handle(request, answer));
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Gone, with all connections, until `up`; what it knows stays. */
  async down(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.#sockets.forEach((socket) => socket.destroy());
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  /** Publishes a change and tells the listeners. */
  publish(flag: string, rule: Rule): void {
    this.publishUnnoticed(flag, rule);
    this.#streams.forEach((stream) => this.#tell(stream, { type: 'refetchEvaluation', etag: this.flags.version }));
  }

  /** Publishes a change whose notices get lost. */
  publishUnnoticed(flag: string, rule: Rule): void {
    this.flags.set(flag, rule);
  }

  async #handle(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', this.url).pathname;
    const known = request.headers['x-flags-version'];
    answer.on('finish', () => this.seen.push({ path, status: answer.statusCode, version: typeof known === 'string' ? known : undefined }));
    const body = await read(request);
    if (path.startsWith('/ofrep/') && this.reach === 'unreachable') {
      request.socket.destroy();
    } else if (path === '/ofrep/v1/evaluate/flags' && request.method === 'POST') {
      await this.held;
      this.#evaluate(request, answer, body);
    } else if (path === '/ofrep/v1/events') {
      this.#stream(answer);
    } else {
      await this.#others(request, answer, body);
    }
  }

  #evaluate(request: IncomingMessage, answer: ServerResponse, body: string): void {
    if (this.throttle !== undefined) {
      answer.writeHead(429, { 'Retry-After': String(this.throttle) }).end();
      return;
    }
    const { context = {} } = JSON.parse(body) as { context?: Attributes };
    const eventStreams = [{ type: 'carrier-pigeon', url: 'x' }, { type: 'sse', endpoint: { requestUri: '/ofrep/v1/events' }, inactivityDelaySec: 120 }];
    const text = JSON.stringify({ flags: this.flags.evaluate(context), eventStreams });
    const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"`;
    const headers = { ETag: etag, 'X-Flags-Version': this.flags.version, 'Cache-Control': 'no-store' };
    if (request.headers['if-none-match'] === etag) {
      answer.writeHead(304, headers).end();
    } else {
      answer.writeHead(200, { ...headers, 'Content-Type': 'application/json' }).end(text);
    }
  }

  #stream(answer: ServerResponse): void {
    answer.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    answer.write('retry: 200\n\n');
    this.#streams.add(answer);
    answer.on('close', () => this.#streams.delete(answer));
    this.#tell(answer, { type: 'flagsVersion', flagsVersion: this.flags.version });
  }

  #tell(stream: ServerResponse, message: object): void {
    stream.write(`event: message\ndata: ${JSON.stringify(message)}\n\n`);
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}
