/**
 * A static VoIP.ms for the benchmark, as its own process: whole HTTP answers are prepared at the start and written on
 * raw sockets, so that it costs far less than what is measured. It checks no login and keeps no state but its counts.
 * Prints its address; answers a message of its parent with the calls by function since the message before.
 */
import { createServer, type AddressInfo, type Socket } from 'node:net';

const CLIENTS = 100;
const FIRST_ID = 561_115;
const MAX_REQUEST_LENGTH = 64 * 1024;

const ids = Array.from({ length: CLIENTS }, (_, index) => String(FIRST_ID + index));
const calls = new Map<string, number>();

/** A row of getClients; every third client is a person without a company. */
function client(id: string, index: number): object {
  return {
    client: id,
    email: `client${index}@example.com`,
    password: `secret-${id}`,
    company: index % 3 === 2 ? '' : `Consulting ${index}`,
    firstname: 'John',
    lastname: `Doe ${index}`,
    address: '5491 190TH',
    city: 'OPA LOCKA',
    state: 'FLORIDA',
    country: 'UNITED STATES',
    zip: '33055',
    phone_number: '5551112222',
    balance_management: '1',
  };
}

/** Text and bare numbers mixed as in voipms.md section 2.1; some clients owe, some have not called. */
function balance(index: number): object {
  const silent = index % 10 === 9;
  return {
    current_balance: `${index % 7 === 6 ? '-' : ''}${index}.0${500 + index}`,
    spent_total: silent ? 0 : 1.9012,
    calls_total: silent ? 0 : 56,
    time_total: silent ? 0 : '51:35',
    spent_today: silent ? 0 : 0.045,
    calls_today: silent ? 0 : 2,
    time_today: silent ? 0 : '2:50',
  };
}

function charges(index: number): readonly object[] {
  const first = 475_568 + index * 10;
  return [
    { id: String(first), date: '2026-11-20', amount: '2.00', description: 'DID5551234567' },
    { id: String(first - 1), date: '2026-11-20', amount: `${index}.5`, description: 'SETUP5551234567' },
    { id: String(first - 2), date: '2026-11-03', amount: '3.00', description: 'SETUPPACKAGE:8378' },
    { id: String(first - 3), date: '2026-10-31', amount: '0.9900', description: 'Support call 24/7' },
    { id: String(first - 4), date: '2026-10-20', amount: '2.00', description: 'DID5551234567' },
  ];
}

/** By id descending, which is not by date (voipms.md section 3, getDeposits). */
function deposits(index: number): readonly object[] {
  const first = 808_639 + index * 10;
  return [
    { id: String(first), date: '2026-10-15', amount: '4.00', description: 'Credit : 2 Setup Charges' },
    { id: String(first - 1), date: '2026-11-18', amount: `${100 + index}.00`, description: 'Payment' },
    { id: String(first - 2), date: '2026-09-01', amount: '10.00', description: 'Want To Keep Positive Balance' },
  ];
}

/** A whole HTTP answer. PHP writes a slash as `\/`. */
function answer(payload: object): Buffer {
  const body = JSON.stringify({ status: 'success', ...payload }).replaceAll('/', '\\/');
  const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}`;
  return Buffer.from(`${head}\r\nconnection: keep-alive\r\nkeep-alive: timeout=60\r\n\r\n${body}`);
}

function prepareAnswers(): ReadonlyMap<string, Buffer> {
  const answers = new Map([['getClients ', answer({ clients: ids.map(client) })]]);
  for (const [index, id] of ids.entries()) {
    answers.set(`getClients ${id}`, answer({ clients: [client(id, index)] }));
    answers.set(`getResellerBalance ${id}`, answer({ balance: balance(index) }));
    answers.set(`getCharges ${id}`, answer({ charges: charges(index) }));
    answers.set(`getDeposits ${id}`, answer({ deposits: deposits(index) }));
  }
  return answers;
}

const answers = prepareAnswers();
const unknown = Buffer.from('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n');

/** The answer to one urlencoded body, counted. */
function answerTo(body: string): Buffer {
  const method = /(?:^|&)method=(\w+)/.exec(body)?.[1] ?? '';
  calls.set(method, (calls.get(method) ?? 0) + 1);
  return answers.get(`${method} ${/&client=(\d*)/.exec(body)?.[1] ?? ''}`) ?? unknown;
}

/** Answers each whole POST that has arrived; what is left over waits for more. */
function serve(socket: Socket): void {
  let pending = '';
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    pending += chunk.toString('latin1');
    for (;;) {
      const headEnd = pending.indexOf('\r\n\r\n');
      if (headEnd === -1) break;
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(pending.slice(0, headEnd + 2))?.[1] ?? 0);
      const end = headEnd + 4 + length;
      if (pending.length < end) break;
      socket.write(answerTo(pending.slice(headEnd + 4, end)));
      pending = pending.slice(end);
    }
    if (pending.length > MAX_REQUEST_LENGTH) socket.destroy();
  });
}

process.on('message', () => {
  process.send?.(Object.fromEntries(calls));
  calls.clear();
});
process.on('disconnect', () => process.exit());

const server = createServer(serve).listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
