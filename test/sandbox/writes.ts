/** One write at each upstream, as a bare request that a test can hold, abandon or read in pieces, and how often it was applied. */
import { encodeCall } from '../../src/wire/xmlrpc.ts';
import { double, int, struct } from '../../src/wire/xmlrpc-values.ts';
import { LOGIN as VOIPMS_LOGIN, send } from './drive.ts';
import type { Driven, RawAnswer } from './drive.ts';
import { PUBLIC, freesideOf } from './freeside/drive.ts';
import { LOGIN as LOGICBOXES_LOGIN, JANE, apiOf, form, fund } from './logicboxes/client.ts';
import { LOGIN as SIPPY_LOGIN, authorization, challengeOf, sippyOf } from './sippy/client.ts';

/** A request, ready to be sent once. */
export interface Outgoing {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** A write of one upstream. */
export interface SampleWrite {
  readonly provider: string;
  /** Its name upstream. */
  readonly functionName: string;
  /** A request for one more application. */
  request(driven: Driven): Promise<Outgoing>;
  /** How often it was applied, by the upstream's own reading calls. */
  applied(driven: Driven): Promise<number>;
  /** The whole body of a good answer. */
  readonly answer: RegExp;
}

const voipms: SampleWrite = {
  provider: 'voipms',
  functionName: 'addCharge',
  request: async ({ api }) => {
    const parameters = { ...VOIPMS_LOGIN, method: 'addCharge', client: '561115', charge: '1.00' };
    return { url: `${api}?${new URLSearchParams(parameters).toString()}`, method: 'GET', headers: {}, body: '' };
  },
  applied: async (driven) => {
    const { charges } = (await driven.call('getCharges', { client: '561115' })) as { charges: unknown[] };
    return charges.length - 3;
  },
  answer: /^\{"status":"success"\}$/,
};

const sippy: SampleWrite = {
  provider: 'sippy',
  functionName: 'customerDebit',
  request: async (driven) => {
    const { url } = sippyOf(driven, SIPPY_LOGIN);
    const challenge = challengeOf(await send(url, { method: 'POST' }));
    const credentials = { ...SIPPY_LOGIN, ...challenge, uri: new URL(url).pathname, nc: 1 };
    const debit = struct({ i_customer: int(3), amount: double('1'), currency: 'USD' });
    const headers = { authorization: authorization(credentials), 'content-type': 'text/xml' };
    return { url, method: 'POST', headers, body: encodeCall('customerDebit', [debit]) };
  },
  applied: async (driven) => {
    const { payments } = await sippyOf(driven, SIPPY_LOGIN).call('getPaymentsList', { i_customer: 3 });
    return (payments as unknown[]).length - 1;
  },
  answer: /^<\?xml .*<string>OK<\/string>.*<\/methodResponse>\n$/s,
};

const freeside: SampleWrite = {
  provider: 'freeside',
  functionName: 'order_pkg',
  request: async (driven) => {
    const { url, session } = await freesideOf(driven);
    const order = struct({ agent_session_id: session, custnum: '5001', pkgpart: '4' });
    return { url, method: 'POST', headers: {}, body: encodeCall(`${PUBLIC}order_pkg`, [order]) };
  },
  applied: async (driven) => {
    const { cust_pkg } = await (await freesideOf(driven)).call('list_pkgs', { custnum: '5001' });
    return (cust_pkg as unknown[]).length - 1;
  },
  answer: /^<\?xml .*pkgnum.*<\/methodResponse>$/s,
};

let keys = 0;

const logicboxes: SampleWrite = {
  provider: 'logicboxes',
  functionName: 'billing/add-customer-fund',
  request: async (driven) => {
    keys += 1;
    const body = form({ ...LOGICBOXES_LOGIN, ...fund({ 'transaction-key': `write-${keys}` }) }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return { url: `${apiOf(driven).url}/billing/add-customer-fund.json`, method: 'POST', headers, body };
  },
  applied: async (driven) => {
    const rows = await apiOf(driven).rows('billing/customer-transactions/search', { 'customer-id': JANE });
    return rows.length - 2;
  },
  answer: /^\d{8}$/,
};

/** A write of each upstream. */
export const WRITES: readonly SampleWrite[] = [voipms, sippy, freeside, logicboxes];

/** Sends one; resolves to the whole answer, or to null when the connection ended before its end. */
export async function sendWrite(write: SampleWrite, driven: Driven, signal?: AbortSignal): Promise<RawAnswer | null> {
  const { url, ...rest } = await write.request(driven);
  return send(url, signal === undefined ? rest : { ...rest, signal }).catch(() => null);
}
