// Source addresses: equality, and whether a CIDR covers one. Pseudonymised logs hold addresses no parser accepts
// (`08.1.250.216`); these still equal themselves.
import { BlockList, isIP } from 'node:net';

/** True when `asked` (an address or a CIDR) covers `address`. */
export function coversAddress(asked: string, address: string): boolean {
  if (asked.toLowerCase() === address.toLowerCase()) return true;
  const [network = '', bits] = asked.split('/');
  const family = isIP(network);
  if (family === 0 || isIP(address) !== family) return false;
  const list = new BlockList();
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const prefix = bits === undefined ? (family === 4 ? 32 : 128) : Number(bits);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > (family === 4 ? 32 : 128)) return false;
  list.addSubnet(network, prefix, type);
  return list.check(address, type);
}
