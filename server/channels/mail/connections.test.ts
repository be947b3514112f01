import { describe, expect, test } from "vitest";
import { countConnections } from "./connections.ts";

const times = (count: number, what: () => boolean) => Array.from({ length: count }, what);

describe("connections at a time", () => {
  test("are twenty from one address, and those of others are not touched by it", () => {
    const connections = countConnections();
    expect(times(20, () => connections.admits("203.0.113.7"))).not.toContain(false);
    expect(connections.admits("203.0.113.7")).toBe(false);
    expect(connections.admits("203.0.113.8")).toBe(true);
    connections.leaves("203.0.113.7");
    expect(times(2, () => connections.admits("203.0.113.7"))).toEqual([true, false]);
  });

  test("count together for all that one holder of IPv6 has, and for IPv4 however it is written", () => {
    const connections = countConnections();
    for (let n = 1; n <= 20; n++) {
      expect(connections.admits(`2001:db8:1:2::${n}`)).toBe(true);
      expect(connections.admits(n % 2 ? "203.0.113.9" : "::ffff:203.0.113.9")).toBe(true);
    }
    expect(connections.admits("2001:db8:1:2:ffff::1")).toBe(false);
    expect(connections.admits("::ffff:203.0.113.9")).toBe(false);
    expect(connections.admits("2001:db8:1:3::1")).toBe(true);
  });

  test.each([
    "127.0.0.1",
    "::ffff:127.0.0.1",
    "::1",
    "10.9.8.7",
    "172.17.0.1",
    "192.168.1.2",
    "fd00:1::2",
    "fe80::1%eth0",
  ])("are held by their number in all alone from %s, where a relay is", (relay) => {
    const connections = countConnections();
    expect(times(200, () => connections.admits(relay))).not.toContain(false);
    expect(connections.admits(relay)).toBe(false);
    expect(connections.admits("203.0.113.7")).toBe(false);
    connections.leaves(relay);
    expect(connections.admits("203.0.113.7")).toBe(true);
  });

  test.each(["172.32.0.1", "11.0.0.1", "2001:db8::1"])(
    "are twenty from %s, which is out in the world",
    (far) => {
      const connections = countConnections();
      expect(times(21, () => connections.admits(far)).lastIndexOf(true)).toBe(19);
    },
  );
});
