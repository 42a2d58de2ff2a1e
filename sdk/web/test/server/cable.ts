import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A cable to a server, which may forget its connections as a router does: nobody is told, and nothing passes any more. */
export class Cable {
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async to(url: string): Promise<Cable> {
    const { hostname, port } = new URL(url);
    const server = createServer();
    const cable = new Cable(server);
    server.on('connection', (client) => cable.#carry(client, connect(Number(port), hostname)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return cable;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #carry(client: Socket, server: Socket): void {
    this.#pairs.add([client, server]);
    for (const [from, to] of [[client, server], [server, client]] as const) {
      from.on('data', (bytes) => to.write(bytes));
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  }

  /** What is connected stays so and hears nothing any more; new connections pass. */
  forget(): void {
    this.#pairs.forEach((pair) => pair.forEach((socket) => socket.removeAllListeners().on('error', () => undefined).resume()));
  }

  end(): Promise<void> {
    this.#pairs.forEach((pair) => pair.forEach((socket) => socket.destroy()));
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
