#!/usr/bin/env node
// Runs src/main.ts on a Node.js that reads TypeScript: this one when it is new enough, else the one that npm has
// installed beside the project. Plain JavaScript, so that any Node.js can read this file.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = new URL('../src/main.ts', import.meta.url);
const NEEDED_MAJOR = 26;

if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) {
  await import(MAIN.href);
} else {
  const node = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
  const child = spawn(node, [fileURLToPath(MAIN), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(
      `Node.js ${NEEDED_MAJOR} is needed and the pinned one cannot be started (${error.message}): run npm ci.\n`,
    );
    process.exitCode = 1;
  });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
