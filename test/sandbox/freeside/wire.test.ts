/** Both doors, what client libraries send, and how answers are printed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeCall } from '../../../src/wire/xmlrpc.ts';
import { double, int, struct, XmlRpcBase64 } from '../../../src/wire/xmlrpc-values.ts';
import { send } from '../drive.ts';
import { asText, BACK_END, LOGIN, PUBLIC, driveFreeside, readResult, signup } from './drive.ts';
import type { Freeside } from './drive.ts';

let freeside: Freeside;
beforeEach(async () => {
  freeside = await driveFreeside();
});
afterEach(() => freeside.sandbox.close());

const document = (method: string, params: string) =>
  `<methodCall><methodName>${method}</methodName>${params}</methodCall>`;
const param = (value: string) => `<param><value>${value}</value></param>`;
const list = (...values: string[]) => `<params>${values.map(param).join('')}</params>`;

const history = async () =>
  freeside.post(
    encodeCall(`${PUBLIC}billing_history`, [struct({ agent_session_id: freeside.session, custnum: '5001' })]),
  );

describe('HTTP', () => {
  it.each(['GET', 'PUT', 'HEAD', 'DELETE'])('%s is refused with 405', async (method) => {
    expect(await send(freeside.url, { method })).toMatchObject({ status: 405, headers: { allow: 'POST' } });
    const { body } = await freeside.control('calls');
    expect(body['freeside']).toMatchObject({ '(none)': 1 });
  });

  it('answers results and faults with 200 and the headers of the library', async () => {
    for (const body of ['', encodeCall(`${PUBLIC}agent_login`, [struct(LOGIN)])]) {
      const answer = await send(freeside.url, { method: 'POST', body });
      expect(answer).toMatchObject({
        status: 200,
        headers: { 'content-type': 'text/xml', soapserver: 'SOAP::Lite/Perl/1.27' },
      });
    }
  });

  it.each(['text/xml', 'application/xml', 'application/x-www-form-urlencoded', 'text/xml; charset=utf-8', ''])(
    'takes the content type %j',
    async (type) => {
      const body = encodeCall(`${PUBLIC}agent_login`, [struct(LOGIN)]);
      const answer = await send(freeside.url, { method: 'POST', headers: { 'content-type': type }, body });
      expect(readResult(answer.body)['error']).toBe('');
    },
  );

  it('refuses a body above one MiB', async () => {
    const answer = await send(freeside.url, { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) });
    expect(answer.status).toBe(413);
  });
});

describe('doors', () => {
  it('take a flat list; an odd last key has undef', async () => {
    for (const prefix of [PUBLIC, BACK_END]) {
      const login = encodeCall(`${prefix}agent_login`, ['username', 'demo', 'password', 'demo-freeside', 'odd']);
      expect(readResult(await freeside.post(login))['error']).toBe('');
    }
  });

  it('at the back end a struct loses every field', async () => {
    const login = encodeCall(`${BACK_END}agent_login`, [struct(LOGIN)]);
    expect(readResult(await freeside.post(login))['error']).toBe('Must specify your reseller username and password.');
  });

  it('the back end can be shut', async () => {
    await freeside.turn({ backEndDoor: 'off' });
    const login = encodeCall(`${BACK_END}agent_login`, ['username', 'demo', 'password', 'demo-freeside']);
    const answer = readResult(await freeside.post(login));
    expect(answer).toMatchObject({ faultCode: 'Client', codeType: 'string' });
    expect(answer['faultString']).toMatch(/^Denied access to method \(agent_login\) in class \(FS::ClientAPI_XMLRPC\)/);
  });

  it('a call without params is answered', async () => {
    for (const params of ['', '<params/>', '<params></params>']) {
      const answer = readResult(await freeside.post(document(`${PUBLIC}agent_info`, params)));
      expect(answer).toEqual({ error: "Can't resume session" });
    }
  });
});

describe('what client libraries send', () => {
  it('numbers keep their spelling, nil is undef, base64 is its bytes', async () => {
    const members = signup({
      zip: int('02134'),
      pkgpart: double('2'),
      company: null,
      city: new XmlRpcBase64(Buffer.from('Köln')),
    });
    const { custnum } = await freeside.call('new_customer', members);
    const info = await freeside.call('customer_info', { custnum: asText(custnum) });
    expect(info).toMatchObject({ zip: '02134', company: '', city: 'Köln' });
  });

  it('a session id that looks like a number is its text', async () => {
    const values = list('<string>session_id</string>', '<double>1e5</double>');
    expect(readResult(await freeside.post(document(`${PUBLIC}agent_info`, values)))['error']).toBe(
      "Can't resume session",
    );
  });

  it.each([
    ['an int', '<int>5001</int>'],
    ['an i4', '<i4>05001</i4>'],
    ['untyped', '5001'],
    ['a string', '<string>5001</string>'],
  ])('custnum as %s', async (_, value) => {
    const values = list('custnum', value, 'agent_session_id', freeside.session);
    expect(readResult(await freeside.post(document(`${PUBLIC}customer_info`, values)))['balance']).toBe('12.50');
  });

  it('a prolog in ISO-8859-1 with white space between tags', async () => {
    const members = Object.entries({ ...signup({ first: 'Zoë' }), session_id: freeside.session })
      .map(([name, value]) => `<member>\n <name>${name}</name>\n <value>\n<string>${value}</string></value>\n</member>`)
      .join('\n');
    const xml = `<?xml version="1.0" encoding="iso-8859-1"?>\n<methodCall>\n<methodName>${PUBLIC}new_customer</methodName>\n<params>\n <param>\n  <value>\n   <struct>\n${members}\n</struct></value></param></params></methodCall>\n`;
    const { custnum } = readResult(await freeside.post(Buffer.from(xml, 'latin1')));
    expect((await freeside.call('customer_info', { custnum: asText(custnum) }))['first']).toBe('Zoë');
  });

  it('values that are no scalars, and names such as __proto__', async () => {
    const odd = struct({ session_id: ['a'], agent_session_id: struct({}), custnum: '5001' });
    expect(readResult(await freeside.post(encodeCall(`${PUBLIC}customer_info`, [odd])))['error']).toBe(
      "Can't resume session",
    );
    const members = struct(
      Object.fromEntries([
        ['__proto__', 'x'],
        ['constructor', 'y'],
        ['session_id', freeside.session],
      ]),
    );
    expect(readResult(await freeside.post(encodeCall(`${PUBLIC}agent_info`, [members])))['error']).toBe('');
  });
});

describe('how answers are printed', () => {
  it('compact, every scalar a string, empty values without content', async () => {
    const text = await freeside.post(
      encodeCall(`${PUBLIC}list_pkgs`, [struct({ agent_session_id: freeside.session, custnum: '5001' })]),
    );
    expect(
      text.startsWith('<?xml version="1.0" encoding="UTF-8"?><methodResponse><params><param><value><struct>'),
    ).toBe(true);
    expect(text).toContain('<name>susp</name><value><string /></value>');
    expect(text).toContain('<name>part_svc</name><value><array><data /></array></value>');
    expect(text).toContain('<string>One line &amp; mailbox</string>');
    expect(text).toContain('&lt;DIV CLASS="small_custview"&gt;');
    expect(text).not.toMatch(/<(int|i4|double|boolean|nil)|>\s+</);
  });

  it('an empty hash, undef, a date and bytes', async () => {
    await freeside.call('order_pkg', { custnum: '5001', pkgpart: '4' });
    const packages = encodeCall(`${PUBLIC}list_pkgs`, [
      struct({ agent_session_id: freeside.session, custnum: '5001' }),
    ]);
    expect(await freeside.post(packages)).toContain('<name>primary_cust_svc</name><value><struct /></value>');
    const { custnum } = await freeside.call('new_customer', signup({ comments: '20240131T10:20:30' }));
    const search = struct({ session_id: freeside.session, search: asText(custnum) });
    expect(await freeside.post(encodeCall(`${PUBLIC}agent_list_customers`, [search]))).toContain(
      '<name>comments</name><value><dateTime.iso8601>20240131T10:20:30</dateTime.iso8601></value>',
    );
    const info = encodeCall(`${PUBLIC}signup_info`, [struct({ session_id: freeside.session })]);
    expect(await freeside.post(info)).toMatch(/<name>logo<\/name><value><base64>iVBOR/);
  });

  it('members in another order each time, repeatable by the seed, or sorted', async () => {
    const orders = new Set<string>();
    for (let times = 0; times < 5; times += 1) orders.add(await history());
    expect(orders.size).toBe(5);
    expect(new Set([...orders].map((text) => JSON.stringify(sorted(readResult(text))))).size).toBe(1);
    const twin = await driveFreeside();
    const call = encodeCall(`${PUBLIC}agent_info`, [struct({ session_id: twin.session })]);
    const same = await driveFreeside();
    const asSame = encodeCall(`${PUBLIC}agent_info`, [struct({ session_id: same.session })]);
    expect(await twin.post(call)).toBe(await same.post(asSame));
    await Promise.all([twin.sandbox.close(), same.sandbox.close()]);
    await freeside.turn({ memberOrder: 'sorted' });
    const text = await history();
    expect(text).toBe(await history());
    expect(text.indexOf('<name>balance</name>')).toBeLessThan(text.indexOf('<name>history</name>'));
  });

  it('a fault has a string as code and ends in a line feed', async () => {
    const text = await freeside.post(encodeCall(`${PUBLIC}nosuch`, []));
    expect(text).toContain('<name>faultCode</name><value><string>Server</string></value>');
    expect(text).toMatch(/line \d+\.\n<\/string>/);
  });
});

describe('hostile input', () => {
  it.each([
    ['not XML', 'hello', /syntax error at line 1, column 0, byte 0/],
    ['JSON', '{"a":1}', /syntax error/],
    ['blank', ' \n', /no element found/],
    ['an open tag', '<methodCall><methodName>x', /not well-formed/],
    ['two roots', `${encodeCall('a.b', [])}<x/>`, /not well-formed/],
    ['a document type', `<!DOCTYPE a [<!ENTITY b "c">]>${document('a.b', list('&b;'))}`, /not well-formed/],
    [
      'an external entity',
      `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>${document('a.b', list('&b;'))}`,
      /not/,
    ],
    ['another root', '<html/>', /not well-formed/],
    ['deep nesting', document('a.b', list('<array><data><value>'.repeat(50_000))), /not well-formed/],
    ['a control character', document('a.b', list('a\u0001b')), /not well-formed/],
    ['a name outside the rules', document('a b', ''), /not well-formed/],
  ])('%s is a fault', async (_, body, reason) => {
    const answer = readResult(await freeside.post(body));
    expect(answer).toMatchObject({ faultCode: 'Client', codeType: 'string' });
    expect(answer['faultString']).toMatch(/^Application failed during request deserialization: \n/);
    expect(answer['faultString']).toMatch(reason);
    expect(await freeside.error('agent_info')).toBe('');
  });

  it('control characters that base64 brings in cannot break an answer', async () => {
    const first = new XmlRpcBase64(Buffer.from([0x41, 0x01, 0xff]));
    expect(await freeside.error('new_customer', signup({ first }))).toBe('Illegal (name) first: A\uFFFD\uFFFD');
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, member]): [string, unknown] => [name, sorted(member)]);
  return Object.fromEntries(entries.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
