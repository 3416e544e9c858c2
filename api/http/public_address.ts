/** Whether an address belongs to the public internet, by IANA's special-purpose registries (RFC 6890): what is reached
 *  there is reached by anybody, and is no service of this machine or its network. */
import { BlockList, isIP } from 'node:net';

/** This network, private, shared, loopback, link-local (a cloud's metadata), protocols, documentation, benchmarks,
 *  relays, multicast, reserved. */
const IPV4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];
/** The part of IPv6 that is given to networks; outside it are loopback, IPv4 in disguise, unique local and link-local. */
const GLOBAL_IPV6 = '2000::/3';
/** In that part: protocols (Teredo), documentation, 6to4. */
const IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

function listOf(subnets: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = '', bits] = subnet.split('/');
    list.addSubnet(net, Number(bits), family);
  }
  return list;
}

const notPublic4 = listOf(IPV4, 'ipv4');
const global6 = listOf([GLOBAL_IPV6], 'ipv6');
const notPublic6 = listOf(IPV6, 'ipv6');

/** @param address in digits, without brackets; anything else is not public */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !notPublic4.check(address, 'ipv4');
  return family === 6 && global6.check(address, 'ipv6') && !notPublic6.check(address, 'ipv6');
}
