import { lookup } from "node:dns/promises";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Addresses that are not of the public internet (IANA's special-purpose registries, IPv4 and IPv6). */
const special = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  special.addSubnet(net, bits, "ipv4");
// Only 2000::/3 is given out; of it, what holds an IPv4 address within or is for documents is not for us.
const global6 = new BlockList();
global6.addSubnet("2000::", 3, "ipv6");
for (const [net, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  special.addSubnet(net, bits, "ipv6");

/** Whether an IP address is one of the public internet. */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, "");
  const family = isIP(plain);
  if (family === 4) return !special.check(plain, "ipv4");
  if (family === 6) return global6.check(plain, "ipv6") && !special.check(plain, "ipv6");
  return false;
}

/** Looks a host up once and gives only addresses of the public internet, to which the connection is then made. */
export const publicLookup: LookupFunction = (host, options, callback) => {
  lookup(host, { all: true }).then(
    (found) => {
      const open = found.filter(({ address }) => isPublicAddress(address));
      // One that names an inner address beside an outer one is up to something.
      if (!open.length || open.length < found.length) callback(new Error("private_address"), "", 0);
      else if (options.all) callback(null, open);
      else callback(null, open[0]!.address, open[0]!.family);
    },
    (error: NodeJS.ErrnoException) => callback(error, "", 0),
  );
};
