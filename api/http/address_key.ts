/** What a network address is counted under. */
import { isIP } from 'node:net';

/** An IPv4 address as it is; an IPv6 address by its first 64 bits, since one home or phone has all 2^64 behind
 *  them; what is neither, all under one key, so that an odd address does not escape the count. */
export function addressKey(address: string | null | undefined): string {
  const plain = (address ?? '').replace(/%.*$/, '').toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1];
  if (mapped) return mapped;
  switch (isIP(plain)) {
    case 4:
      return plain;
    case 6:
      return `${firstHalf(plain)}::/64`;
    default:
      return 'unknown';
  }
}

/** The first four groups of an IPv6 address, without leading zeros. */
function firstHalf(address: string): string {
  const [head = '', tail] = address.split('::');
  const groups = (text: string): string[] => (text ? text.split(':') : []);
  // a dotted quad at the end stands for two groups
  const before = groups(head);
  const after = groups((tail ?? '').replace(/\d+\.\d+\.\d+\.\d+$/, '0:0'));
  const gap = tail === undefined ? 0 : 8 - before.length - after.length;
  const all = [...before, ...Array.from({ length: Math.max(gap, 0) }, () => '0'), ...after];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
