/** VoIP.ms's list of addresses that may call: addresses, CIDR ranges and wildcards (voipms.md section 2). */
import { BlockList, isIP } from 'node:net';

/** True when the address fits an entry; `0.0.0.0` lets everyone in. Names are not looked up: `localhost` is the loopback. */
export function isAllowed(address: string, entries: readonly string[]): boolean {
  return entries.some((entry) => fits(address, entry));
}

function fits(address: string, entry: string): boolean {
  if (entry === '0.0.0.0') return true;
  if (entry === 'localhost') return address === '127.0.0.1' || address === '::1';
  if (entry.endsWith('.*')) return address.startsWith(entry.slice(0, -1));
  const [network = '', prefix] = entry.split('/');
  if (prefix === undefined) return address === entry;
  const longest = isIP(network) === 6 ? 128 : 32;
  if (isIP(network) === 0 || isIP(address) !== isIP(network)) return false;
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > longest) return false;
  const range = new BlockList();
  const family = longest === 128 ? 'ipv6' : 'ipv4';
  range.addSubnet(network, Number(prefix), family);
  return range.check(address, family);
}
