/** A sandbox in a process of its own, for tests that kill it: prints its address. Argument: the data directory. */
import { startSandbox } from '../../src/sandbox/server.ts';

const dataDir = process.argv[2] ?? null;
const { url } = await startSandbox({ host: '127.0.0.1', port: 0, clients: 3, seed: 7, dataDir });
console.log(url);
