import { BlockList, isIP } from "node:net";

const near = new BlockList();
for (const [address, bits] of [
  ["0.0.0.0", 8],
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["169.254.0.0", 16],
] as const)
  near.addSubnet(address, bits, "ipv4");
for (const [address, bits] of [
  ["::1", 128],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  near.addSubnet(address, bits, "ipv6");

/** Our machine or a private network: a relay that stands before us, through whom everybody's mail comes. */
export function isNear(address: string): boolean {
  const plain = address.split("%")[0]!;
  const version = isIP(plain);
  return version === 0 || near.check(plain, version === 4 ? "ipv4" : "ipv6");
}
