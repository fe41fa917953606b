import { readFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loopbackAccess } from '../../src/accessConfig.ts';
import { demoAccounts } from '../../src/accountConfig.ts';
import { defaultLimits } from '../../src/config.ts';
import { splitOperations } from '../../src/graphiql.ts';
import { createLog } from '../../src/log.ts';
import { Redactor } from '../../src/redactor.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { startGateway } from '../../src/server.ts';
import { openSurface } from '../../src/surfaceConfig.ts';
import { JustChargeDocument, LedgerOfClientDocument, type LedgerOfClientQuery } from '../generated/graphql.ts';
import { BROWSER_START_TIMEOUT_MS, startBrowser, type TestBrowser } from './browser.ts';
import { clientId, freshKey } from './harness.ts';
import { journalInFolder } from './journal.ts';

const examples = splitOperations(readFileSync(new URL('../../examples/operations.graphql', import.meta.url), 'utf8'));

function nameOf(operation: string): string {
  return /^(?:query|mutation|subscription) (\w+)/m.exec(operation)![1]!;
}

/** A gateway on a sandbox of its own. */
interface Demo {
  readonly url: string;
  close(): Promise<void>;
}

async function startDemo(): Promise<Demo> {
  const sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clients: 40, seed: 7, dataDir: null });
  const accounts = demoAccounts(sandbox.url);
  const log = createLog('silent', new Redactor());
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    access: loopbackAccess('demo'),
    accounts,
    limits: defaultLimits(),
    surface: openSurface(),
    ...journalInFolder(),
    log,
  });
  return {
    url: gateway.url,
    async close() {
      await gateway.close();
      await sandbox.close();
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request as it goes over the wire: nothing is decoded and no header is added. */
function fetchPage(demo: Demo, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${demo.url}/graphiql`, { method, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () =>
        resolve({ status: incoming.statusCode!, headers: incoming.headers, body: Buffer.concat(chunks) }),
      );
    });
    outgoing.on('error', reject).end();
  });
}

/** Posts an operation and returns the parsed answer. */
async function post(demo: Demo, body: object): Promise<{ readonly data: unknown; readonly errors?: unknown }> {
  const answer = await fetch(`${demo.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as { data: unknown };
}

describe('the GraphiQL page over HTTP', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo();
  });
  afterAll(() => demo?.close());

  const get = (headers?: Record<string, string>, method?: string): Promise<Answer> => fetchPage(demo, headers, method);

  it('is the same page in every coding', async () => {
    const [plain, brotli, zipped] = await Promise.all([
      get(),
      get({ 'accept-encoding': 'gzip, deflate, br' }),
      get({ 'accept-encoding': 'br;q=0, gzip;q=0.5' }),
    ]);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(brotli.headers['content-encoding']).toBe('br');
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
    expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
    expect(brotli.body.length).toBeLessThan(2.5e6);
    expect(new Set([plain, brotli, zipped].map(({ headers }) => headers.etag)).size).toBe(3);
  });

  it('is not sent again to a browser that has it', async () => {
    const { headers } = await get({ 'accept-encoding': 'gzip' });
    const again = await get({ 'accept-encoding': 'gzip', 'if-none-match': `"other", W/${headers.etag}` });
    expect(again).toMatchObject({ status: 304, body: Buffer.alloc(0) });
    expect(again.headers).toMatchObject({ 'cache-control': 'no-cache', etag: headers.etag, vary: 'Accept-Encoding' });
    const changed = await get({ 'accept-encoding': 'gzip', 'if-none-match': '"other"' });
    expect(changed.status).toBe(200);
  });

  it('answers HEAD without a body, and no other method', async () => {
    const [whole, head, posted] = await Promise.all([get(), get({}, 'HEAD'), get({}, 'POST')]);
    expect(head).toMatchObject({ status: 200, body: Buffer.alloc(0) });
    expect(head.headers['content-length']).toBe(String(whole.body.length));
    expect(posted).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });

  it('lets no script run but its own, and no other site frame it', async () => {
    const { headers } = await get();
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/script-src 'sha256-[\w+/]{43}=';/);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-eval|\*|https?:/);
    expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' });
  });
});

describe('the examples', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo();
  });
  afterAll(() => demo?.close());

  const answered = examples.filter((example) => !/^subscription /m.test(example));

  it.each(answered.map((query) => [nameOf(query), query]))('%s runs as it stands', async (_name, query) => {
    const { data, errors } = await post(demo, { query });
    expect(errors).toBeUndefined();
    const [result] = Object.values(data as Record<string, { userErrors?: unknown } | null>);
    expect(result).toBeTruthy();
    expect(result?.userErrors ?? []).toEqual([]);
  });

  it('each say in a comment what they are for', () => {
    expect(examples.length).toBeGreaterThan(5);
    expect(examples.filter((operation) => !operation.startsWith('# '))).toEqual([]);
  });
});

describe('GraphiQL in a browser', () => {
  let demo: Demo;
  let chromium: TestBrowser;
  let page: Page;
  const complaints: string[] = [];
  const foreign: string[] = [];

  beforeAll(async () => {
    [demo, chromium] = await Promise.all([startDemo(), startBrowser()]);
    page = await chromium.browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(10_000);
    // A violation of the content security policy is a message of the console, too.
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (sent) => {
      const { origin, protocol } = new URL(sent.url());
      if (origin !== demo.url && protocol !== 'data:') foreign.push(sent.url());
    });
    await page.goto(`${demo.url}/`);
    await page.waitForSelector('.graphiql-execute-button');
  }, BROWSER_START_TIMEOUT_MS + 30_000);

  afterAll(async () => {
    await chromium?.close();
    await demo?.close();
  }, 30_000);

  /** What an editor shows, with plain blanks; it only has the lines in view. */
  async function shown(part: 'query-editor' | 'response'): Promise<string> {
    const text = await page.locator(`.graphiql-${part} .view-lines`).first().innerText();
    return text.replaceAll('\u00A0', ' ');
  }

  async function open(name: string): Promise<void> {
    await page.locator('.graphiql-tab-button', { hasText: name }).first().click();
    await expect.poll(() => shown('query-editor')).toContain(` ${name} {`);
  }

  /**
   * Presses the button until the operation is answered: a press is lost while GraphiQL is still reading the operation
   * of a tab just opened. The mutation may be sent more than once, which its key makes harmless.
   */
  async function run(name: string): Promise<void> {
    await press((response) => {
      const isPost = response.url() === `${demo.url}/graphql`;
      return isPost && response.request().postData()?.includes(` ${name}{`) === true;
    });
  }

  async function press(isAnswer: (response: Response) => boolean): Promise<void> {
    const answered = async (): Promise<boolean> => {
      const answer = page.waitForResponse(isAnswer, { timeout: 3000 }).then(
        () => true,
        () => false,
      );
      await page.locator('.graphiql-execute-button').click();
      return answer;
    };
    await expect.poll(answered, { timeout: 20_000 }).toBe(true);
  }

  it('opens from the root address on the examples, one tab each', async () => {
    expect(page.url()).toBe(`${demo.url}/graphiql`);
    expect(await page.locator('.graphiql-tab-button').allInnerTexts()).toEqual(examples.map(nameOf));
  });

  it('runs the first example and shows the client', async () => {
    await open('Client');
    await run('Client');
    await expect.poll(() => shown('response')).toContain('PT51M35S');
    expect(await shown('response')).toContain('"8.0588"');
  });

  it('runs the mutation: the balance moves, once', async () => {
    const variables = { account: 'voipms-demo', upstreamId: '561115' };
    const ledger = async (): Promise<LedgerOfClientQuery> =>
      (await post(demo, { query: LedgerOfClientDocument, variables })).data as LedgerOfClientQuery;
    expect(await ledger()).toMatchObject({ client: { charges: { totalCount: 3 } } });
    await open('AddCharge');
    await run('AddCharge');
    await expect.poll(() => shown('response')).toContain('"3.0688"');
    expect(await shown('response')).toContain('SUCCEEDED');
    await run('AddCharge');
    expect(await ledger()).toEqual({
      client: { balance: { current: { amount: '3.0688' } }, charges: { totalCount: 4 } },
    });
  });

  it('shows the changes of writes as they happen', async () => {
    const input = { clientId: clientId(), amount: '0.01', idempotencyKey: freshKey() };
    await open('Watch');
    await press((response) => response.headers()['content-type']?.startsWith('text/event-stream') === true);
    await post(demo, { query: JustChargeDocument, variables: { input } });
    await expect.poll(() => shown('response'), { timeout: 15_000 }).toContain(input.idempotencyKey);
    await expect.poll(() => shown('response'), { timeout: 15_000 }).toContain('SUCCEEDED');
    await page.locator('.graphiql-execute-button').click();
  });

  it('keeps what is typed out of its address', async () => {
    await page.locator('.graphiql-query-editor .view-lines').first().click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('# typed ');
    await expect.poll(() => shown('query-editor')).toContain('typed');
    await open('Portfolio');
    await run('Portfolio');
    expect(page.url()).toBe(`${demo.url}/graphiql`);
  });

  it('has had no complaint, and has asked nobody else', () => {
    expect(complaints).toEqual([]);
    expect(foreign).toEqual([]);
  });
});
