/** A real Chromium for tests, from npm alone. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import chromium, { inflate } from '@sparticuz/chromium';
import { chromium as playwright, type Browser } from 'playwright-core';

/** Longest wait for the browser to be unpacked and started. */
export const BROWSER_START_TIMEOUT_MS = 60_000;

/** A running browser and the way to be rid of it. */
export interface TestBrowser {
  readonly browser: Browser;
  /** Ends the browser and removes its files. */
  close(): Promise<void>;
}

/**
 * Not the list that @sparticuz/chromium brings: that one is for AWS Lambda and switches web security off, which
 * would hide what the test is to see. Containers have no user namespaces and a small /dev/shm.
 */
const args = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Unpacks and starts Chromium. Every caller has a copy of its own, so that no half-unpacked one is ever run. */
export async function startBrowser(): Promise<TestBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'browser-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const executablePath = await unpack(folder);
    const browser = await playwright.launch({
      executablePath,
      args,
      headless: true,
      timeout: BROWSER_START_TIMEOUT_MS,
      env: {
        HOME: folder,
        TMPDIR: folder,
        LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
        FONTCONFIG_FILE: await writeFontConfig(folder),
      },
    });
    return {
      browser,
      async close() {
        try {
          await browser.close();
        } finally {
          await remove();
        }
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Unpacks the browser with the libraries that a bare machine lacks (NSS, expat); returns the path of the program. */
async function unpack(folder: string): Promise<string> {
  const before = process.env['TMPDIR'];
  // The package unpacks into the system's folder for temporary files and into no other.
  process.env['TMPDIR'] = folder;
  try {
    const packed = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', 'bin');
    const [path] = await Promise.all([chromium.executablePath(), inflate(join(packed, 'al2023.tar.br'))]);
    return path;
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/** Lets the browser find the unpacked fonts, on a machine that has none of its own; returns the path of the file. */
async function writeFontConfig(folder: string): Promise<string> {
  const path = join(folder, 'fonts.conf');
  const dirs = `<dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir>`;
  await writeFile(path, `<?xml version="1.0"?>\n<fontconfig>${dirs}</fontconfig>\n`);
  return path;
}
