import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DIST = process.env['HOLDFAST_DIST'] ?? fileURLToPath(new URL('../../../../dist/holdfast', import.meta.url));

/** Whether Holdfast was built, so that there is something to test against. */
export function isBuilt(): boolean {
  return existsSync(join(DIST, 'bin/holdfast'));
}

/** A program that says where it listens. */
class Listening {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(url: string, process: ChildProcess) {
    this.url = url;
    this.#process = process;
  }

  static start(command: string, args: readonly string[]): Promise<Listening> {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    process.once('exit', () => child.kill('SIGKILL'));
    return new Promise((resolve, reject) => {
      let said = '';
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`${command} ended with ${code}: ${said}`)));
      child.stdout.on('data', (part: Buffer) => {
        said += part.toString('utf8');
        const url = /listening on (http:\S+)/.exec(said)?.[1];
        if (url) {
          resolve(new Listening(url, child));
        }
      });
    });
  }

  /** Gone without a word, as in a crash. */
  kill(): Promise<void> {
    return new Promise((resolve) => {
      this.#process.once('exit', () => resolve());
      this.#process.kill('SIGKILL');
    });
  }
}

/** What the operator decides. */
export interface Choice {
  readonly express: 'on' | 'off';
}

function document({ express }: Choice): string {
  const flag = (variants: object, defaultVariant: string, targeting: object) => ({ state: 'ENABLED', variants, defaultVariant, targeting });
  const by = (attribute: string, ...values: readonly string[]) => ({ if: [{ in: [{ var: attribute }, values] }, { var: attribute }] });
  return JSON.stringify({ flags: {
    'express-pay': flag({ on: true, off: false }, express, {}),
    greeting: flag({ ann: 'Hello, ann', ben: 'Hello, ben', anybody: 'Hello, stranger' }, 'anybody', by('targetingKey', 'ann', 'ben')),
    discount: flag({ pro: 20, free: 5 }, 'free', by('plan', 'pro', 'free')),
  } });
}

/** `holdfast flags serve` on a file that the test rewrites. */
export class HoldfastFlags {
  readonly #directory: string;
  readonly #origin: string;
  #program: Listening | undefined;
  #url = '';

  private constructor(directory: string, origin: string) {
    this.#directory = directory;
    this.#origin = origin;
  }

  /** @param origin whose pages may ask */
  static async start(origin: string, choice: Choice): Promise<HoldfastFlags> {
    const flags = new HoldfastFlags(await mkdtemp(join(tmpdir(), 'holdfast-flags-')), origin);
    await flags.publish(choice);
    await flags.up();
    return flags;
  }

  get url(): string {
    return this.#url;
  }

  get #file(): string {
    return join(this.#directory, 'flags.json');
  }

  /** As an operator does who wants nobody to read half a file. */
  async publish(choice: Choice): Promise<void> {
    const next = join(this.#directory, 'next.json');
    await writeFile(next, document(choice));
    await rename(next, this.#file);
  }

  /** What an operator's mistake looks like. */
  async publishNonsense(): Promise<void> {
    await writeFile(this.#file, '{"flags": {"express-pay": {"state": "PERHAPS"}}}');
  }

  async up(): Promise<void> {
    const listen = this.#url ? new URL(this.#url).host : '127.0.0.1:0';
    this.#program = await Listening.start(join(DIST, 'bin/holdfast'), [
      'flags', 'serve', '--listen', listen, '--file', this.#file, '--allow-origin', this.#origin, '--log', join(this.#directory, 'flags.log'),
    ]);
    this.#url = this.#program.url;
  }

  async down(): Promise<void> {
    await this.#program?.kill();
    this.#program = undefined;
  }

  async end(): Promise<void> {
    await this.down();
    await rm(this.#directory, { recursive: true });
  }
}

/** The shop in Java, whose payments are guarded. */
export class HoldfastShop {
  readonly #program: Listening;

  private constructor(program: Listening) {
    this.#program = program;
  }

  static async start(flags: string): Promise<HoldfastShop> {
    return new HoldfastShop(await Listening.start(java(), ['-cp', join(DIST, 'lib/*'), fileURLToPath(new URL('Shop.java', import.meta.url)), flags]));
  }

  get url(): string {
    return this.#program.url;
  }

  async orders(): Promise<readonly string[]> {
    return (await this.#state()).orders;
  }

  /** Waits until the shop knows another version than this one. */
  async learns(before: string): Promise<void> {
    while ((await this.version()) === before) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async version(): Promise<string> {
    return (await this.#state()).version;
  }

  async #state(): Promise<{ orders: string[]; version: string }> {
    return await (await fetch(`${this.url}/orders`)).json() as { orders: string[]; version: string };
  }

  end(): Promise<void> {
    return this.#program.kill();
  }
}

function java(): string {
  const homes = [process.env['JAVA_HOME'], ...readdirSync('/usr/lib/jvm').filter((name) => name.includes('25')).map((name) => `/usr/lib/jvm/${name}`)];
  return homes.flatMap((home) => (home && existsSync(join(home, 'bin/java')) ? [join(home, 'bin/java')] : []))[0] ?? 'java';
}
