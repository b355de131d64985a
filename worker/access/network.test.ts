import { describe, expect, it } from "vitest";
import type { SiteId } from "../../protocol/model.ts";
import { beginningsKey, networkOf, surroundingsOf, uploadsKey } from "./network.ts";

const demo = "demo" as SiteId;
const edge = { selfHosted: false, trustProxy: false };
const own = { selfHosted: true, trustProxy: false };
const proxied = { selfHosted: true, trustProxy: true };
const spoofed = { "X-Real-IP": "9.9.9.9", "X-Remote-User": "root", Forwarded: "for=9.9.9.9" };

describe("whose address is believed", () => {
  it.each([
    ["Cloudflare's header, on Cloudflare", edge, { "CF-Connecting-IP": "1.2.3.4" }, "demo 1.2.3.4"],
    ["no proxy's there", edge, { "X-Forwarded-For": "1.2.3.4", ...spoofed }, "shared:demo"],
    ["Cloudflare's nowhere else", own, { "CF-Connecting-IP": "1.2.3.4" }, "shared:demo"],
    ["nobody's without a proxy", own, { "X-Forwarded-For": "1.2.3.4", ...spoofed }, "shared:demo"],
    ["the proxy's own entry, the last", proxied, { "X-Forwarded-For": "9.9.9.9, 8.8.8.8, 1.2.3.4" }, "demo 1.2.3.4"],
    ["not Cloudflare's behind a proxy", proxied, { "CF-Connecting-IP": "1.2.3.4", ...spoofed }, "shared:demo"],
    ["a proxy that says nothing", proxied, {}, "shared:demo"],
    ["an entry that is none", proxied, { "X-Forwarded-For": "unknown" }, "shared:demo"],
  ])("%s", (_, surroundings, headers, key) => {
    expect(beginningsKey(demo, new Headers(headers as Record<string, string>), surroundings)).toBe(key);
  });
});

it("uploaded bytes are counted for a network at all sites together, and for each site where it is not known", () => {
  const headers = new Headers({ "CF-Connecting-IP": "2001:db8::1" });
  for (const site of [demo, "other" as SiteId]) {
    expect(uploadsKey(site, headers, edge)).toBe("2001:db8:0:0::/64");
    expect(uploadsKey(site, headers, own)).toBe(`shared:${site}`);
  }
});

it.each([
  [{}, edge],
  [{ TRUST_PROXY: "1", CONTROL_KEY: "key" }, proxied],
  [{ TRUST_PROXY: "0", CONTROL_KEY: "key" }, own],
])("surroundings by the bindings %j", (bound, expected) => {
  expect(surroundingsOf(bound)).toEqual(expected);
});

it.each([
  ["203.0.113.7", "203.0.113.7"],
  ["203.0.113.7:51234", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002::1", "2001:db8:1:2::/64"],
  ["[2001:db8::1]:443", "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["", null],
  ["shop", null],
  ["cafe", null],
  ["x".repeat(10_000), null],
])("network of %s is %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
