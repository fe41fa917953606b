/**
 * A program whose data directory is a disk of its own, of 8 MiB: mounts it where no other process sees it, then becomes the
 * program. Where the system does not let a user mount, the program runs on the common disk. Prints its process id and
 * which of the two it is.
 */
import { spawnSync } from 'node:child_process';
import { MAIN } from '../process.ts';

const mount = 'mount -t tmpfs -o size=8m,mode=700 tmpfs';
const canMount = spawnSync('unshare', ['-rm', 'sh', '-c', `${mount} /tmp`]).status === 0;
process.stdout.write(`disk ${canMount ? 'own' : 'common'} ${process.pid}\n`);

if (canMount) {
  const script = `mkdir -p "$DATA_DIR" && ${mount} "$DATA_DIR" && exec "$0" "$@"`;
  const command = ['env', 'unshare', '-rm', 'sh', '-c', script, process.execPath, MAIN, ...process.argv.slice(2)];
  process.execve!('/usr/bin/env', command, process.env);
}
// A file that grows beyond its limit ends the process, unless it listens.
process.on('SIGXFSZ', () => {});
await import('../../../src/main.ts');
