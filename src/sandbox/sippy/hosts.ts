/** The table of trusted hosts: addresses and ranges that need no credentials (sippy.md section 2). */
import { BlockList, isIP } from 'node:net';

/** True when the address stands in the table; null is an empty one. */
export function isTrusted(address: string, hosts: readonly string[] | null): boolean {
  return (hosts ?? []).some((host) => contains(host, address));
}

function contains(host: string, address: string): boolean {
  const [network = '', prefix] = host.split('/');
  const version = isIP(network);
  if (version !== isIP(address)) return false;
  const family = version === 6 ? 'ipv6' : 'ipv4';
  const range = new BlockList();
  range.addSubnet(network, Number(prefix ?? (version === 6 ? 128 : 32)), family);
  return range.check(address, family);
}
