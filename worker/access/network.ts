import type { SiteId } from "../../protocol/model.ts";
import type { Env } from "../env.ts";
import { SHARED } from "../limiter/buckets.ts";

/** What the worker knows about how it is reached. */
export type Surroundings = {
  /** Not on Cloudflare: nobody has put the peer's address into a header unless the operator says so. */
  selfHosted: boolean;
  /** The operator's proxy writes the last entry of X-Forwarded-For. */
  trustProxy: boolean;
};

export function surroundingsOf({ CONTROL_KEY, TRUST_PROXY }: Pick<Env, "CONTROL_KEY" | "TRUST_PROXY">): Surroundings {
  return { selfHosted: CONTROL_KEY !== undefined, trustProxy: TRUST_PROXY === "1" };
}

/** Whose beginnings are counted together: a site and a network, or the site alone where the network is not known. */
export function beginningsKey(site: SiteId, headers: Headers, surroundings: Surroundings): string {
  const network = networkOf(addressOf(headers, surroundings));
  return network === null ? `${SHARED}${site}` : `${site} ${network}`;
}

/** Whose uploaded bytes are counted together: a network's at all sites, which fill one disk; where it is not known, the site's. */
export function uploadsKey(site: SiteId, headers: Headers, surroundings: Surroundings): string {
  return networkOf(addressOf(headers, surroundings)) ?? `${SHARED}${site}`;
}

/** Headers that anybody can send say nothing: only the one that our own edge or proxy has written counts. */
function addressOf(headers: Headers, { selfHosted, trustProxy }: Surroundings): string | null {
  if (!selfHosted) return headers.get("CF-Connecting-IP");
  if (!trustProxy) return null;
  return headers.get("X-Forwarded-For")?.split(",").at(-1)?.trim() ?? null;
}

/** IPv4 whole; of IPv6 the first 64 bits, which one customer has all of. null: no address. */
export function networkOf(address: string | null): string | null {
  if (!address) return null;
  const v4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/i.exec(address)?.[1];
  if (v4) return v4;
  const v6 = /^\[?([0-9a-f:.]{2,45})(?:%\w+)?(?:\](?::\d+)?)?$/i.exec(address)?.[1];
  if (!v6?.includes(":")) return null;
  const [head = "", tail] = v6.toLowerCase().split("::", 2);
  const groups = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  const all = [...groups, ...Array.from({ length: zeros }, () => "0"), ...after];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}
