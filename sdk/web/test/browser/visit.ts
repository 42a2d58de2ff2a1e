import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const ARGS = [
  '--no-sandbox', '--headless', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ARGS });
}

interface Watched {
  shown: string[];
}

/** Somebody with a browser of their own, of whose screen every state is written down. */
export class Visitor {
  readonly page: Page;
  readonly complaints: string[] = [];
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    page.on('pageerror', (error) => this.complaints.push(`uncaught: ${error.message}`));
    page.on('console', (message) => {
      // The browser logs requests that fail or are refused; here they are meant to.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        this.complaints.push(message.text());
      }
    });
  }

  static async arrive(browser: Browser, baseURL: string): Promise<Visitor> {
    const context = await browser.newContext({ baseURL, serviceWorkers: 'block' });
    // Far more than a page needs: only a machine with much else to do comes near it.
    context.setDefaultTimeout(90_000);
    await context.addInitScript(watch);
    return new Visitor(context, await context.newPage());
  }

  click(name: string): Promise<void> {
    return this.page.getByRole('button', { name, exact: true }).click();
  }

  /** Waits until the page says this somewhere. */
  async sees(text: string): Promise<void> {
    await this.page.getByText(text, { exact: true }).waitFor();
  }

  async state(state: string): Promise<void> {
    await this.page.locator(`[data-state="${state}"]`).waitFor();
  }

  /** Everything the page has shown since it was loaded or since the last call. */
  shown(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as Watched).shown.splice(0));
  }

  async leave(): Promise<void> {
    await this.#context.close();
    if (this.complaints.length > 0) {
      throw new Error(`the browser complained: ${this.complaints.join('\n')}`);
    }
  }
}

/** Runs in the page, before anything of its own. */
function watch(): void {
  const watched = window as unknown as Watched;
  watched.shown = [];
  const look = () => {
    const main = document.querySelector('main');
    const text = main && `${main.innerText.replace(/\s+/g, ' ')}${main.querySelector('.skeleton') ? ' SKELETON' : ''}`;
    if (text && text !== watched.shown.at(-1)) {
      watched.shown.push(text);
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
}
