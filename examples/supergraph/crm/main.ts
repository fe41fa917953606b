/** Starts the CRM as a process: `node crm/main.ts PORT FILE`. FILE is what it has imported from the gateway. */
import { readFileSync } from 'node:fs';
import { Books, type ImportedClient } from './books.ts';
import { startCrm } from './server.ts';

const [port = '4200', file = ''] = process.argv.slice(2);
const imported = JSON.parse(readFileSync(file, 'utf8')) as readonly ImportedClient[];
// Tokens come by the environment, since everybody on a machine can read the arguments of a process.
const tokens = (process.env['CRM_TOKENS'] ?? '').split(',').filter((token) => token !== '');
await startCrm({ port: Number(port), books: new Books(imported), tokens });
