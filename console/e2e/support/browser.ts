import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

export const WIDE = { width: 1280, height: 800 } as const;
export const NARROW = { width: 320, height: 640 } as const;

const ARGS = [
  '--no-sandbox', '--headless', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ARGS });
}

/** A fresh profile; what the page complains about is kept, and a page that asks anybody but the console's own host fails the test. */
export class Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: string[] = [];
  readonly strangers: string[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
  }

  static async arrive(browser: Browser, baseURL: string): Promise<Visitor> {
    const context = await browser.newContext({
      baseURL, viewport: WIDE, colorScheme: 'light', reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/Berlin',
      ignoreHTTPSErrors: true, serviceWorkers: 'block',
    });
    // Far more than a page needs: only a machine with much else to do comes near it.
    context.setDefaultTimeout(90_000);
    const page = await context.newPage();
    const visitor = new Visitor(context, page);
    page.on('pageerror', (error) => visitor.complaints.push(`uncaught: ${error.message}`));
    page.on('console', (message) => {
      // A refused request is logged by the browser too; the tests look at what the page makes of it.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        visitor.complaints.push(message.text());
      }
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(baseURL) && !request.url().startsWith('data:')) {
        visitor.strangers.push(request.url());
      }
    });
    return visitor;
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}
