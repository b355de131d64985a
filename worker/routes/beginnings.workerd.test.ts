import { createExecutionContext } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ConversationResponse } from "../../protocol/api.ts";
import { BEGINNINGS_BURST } from "../../protocol/limits.ts";
import { createApp } from "../app.ts";
import type { Env } from "../env.ts";
import { fresh } from "../testing/fresh.ts";
import { errorCode, SERVER, SHOP, visitor } from "../testing/peer.ts";
import { bindings } from "../testing/session.ts";

// Nothing is refilled, however slow the machine is.
beforeEach(() => void vi.setSystemTime(Date.now()));
afterEach(async () => {
  vi.useRealTimers();
  await fresh();
});

const SELF_HOSTED = { CONTROL_KEY: "key" };
const PROXIED = { ...SELF_HOSTED, TRUST_PROXY: "1" };
const ASKED = BEGINNINGS_BURST + 5;

function begin(headers: Record<string, string> = {}, around: Partial<Env> = {}, site = "demo", origin = SHOP) {
  const init = {
    method: "POST",
    headers: { Origin: origin, "Content-Type": "application/json", ...headers },
    body: JSON.stringify({ site }),
  };
  const asked = new Request(`${SERVER}/v1/conversations`, init);
  return createApp().fetch(asked, { ...bindings, ...around }, createExecutionContext());
}

/** Statuses of so many beginnings, one after the other; `headers` of each. */
async function statuses(count: number, headers: (i: number) => Record<string, string>, around: Partial<Env> = {}) {
  const seen: number[] = [];
  for (let i = 0; i < count; i++) {
    const response = await begin(headers(i), around);
    seen.push(response.status);
    await response.body?.cancel();
  }
  return seen;
}

const limited = (limit: () => Promise<{ success: boolean }>) => ({ limit }) as unknown as RateLimit;

describe("new conversations", () => {
  it("of one address are limited, and the others' are not", async () => {
    const one = await statuses(ASKED, () => ({ "CF-Connecting-IP": "203.0.113.7" }));
    expect(one.slice(0, BEGINNINGS_BURST)).toEqual(Array(BEGINNINGS_BURST).fill(201));
    expect(one.at(-1)).toBe(429);
    const refused = await begin({ "CF-Connecting-IP": "203.0.113.7" });
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(refused.headers.get("Access-Control-Allow-Origin")).toBe(SHOP);
    expect(await errorCode(refused)).toBe("429 too_many");
    expect((await begin({ "CF-Connecting-IP": "203.0.113.8" })).status).toBe(201);
    const elsewhere = await begin({ "CF-Connecting-IP": "203.0.113.7" }, {}, "other", "https://other.example");
    expect(elsewhere.status).toBe(201);
  });

  it.each<[string, Partial<Env>, (i: number) => Record<string, string>]>([
    ["Cloudflare", {}, (i) => ({ "CF-Connecting-IP": "203.0.113.7", "X-Forwarded-For": `10.0.0.${i}` })],
    [
      "a proxy of one's own",
      PROXIED,
      (i) => ({ "CF-Connecting-IP": `10.0.0.${i}`, "X-Forwarded-For": `10.1.1.${i}, 203.0.113.7` }),
    ],
    ["one's whole IPv6 network", {}, (i) => ({ "CF-Connecting-IP": `2001:db8:1:2::${i + 1}` })],
  ])("behind %s: another header each time helps nobody", async (_, around, headers) => {
    const seen = await statuses(
      ASKED,
      (i) => ({ "X-Real-IP": `9.9.9.${i}`, "X-Remote-User": `u${i}`, ...headers(i) }),
      around,
    );
    expect(seen.filter((status) => status === 429).length).toBeGreaterThan(0);
  });

  it("self-hosted without a proxy: headers are nobody's address, so all share a larger bucket", async () => {
    const headers = () => ({ "CF-Connecting-IP": "203.0.113.7", "X-Forwarded-For": "203.0.113.7" });
    expect(await statuses(ASKED, headers, SELF_HOSTED)).toEqual(Array(ASKED).fill(201));
  });

  it("are refused by the platform's own limit first, where there is one", async () => {
    const refuses = { RATE_LIMIT: limited(async () => ({ success: false })) };
    expect(await errorCode(await begin({}, refuses))).toBe("429 too_many");
    expect((await begin({}, { RATE_LIMIT: limited(async () => ({ success: true })) })).status).toBe(201);
  });

  it("wait while nobody can count; what runs goes on", async () => {
    const session = (await (await begin()).json()) as ConversationResponse;
    const LIMITER = {
      getByName: () => ({ limit: () => Promise.reject(new Error("down")) }),
    } as unknown as Env["LIMITER"];
    const refused = await begin({}, { LIMITER });
    expect(refused.headers.get("Retry-After")).toBeTruthy();
    expect(await errorCode(refused)).toBe("503 unavailable");
    const down = { RATE_LIMIT: limited(() => Promise.reject(new Error("down"))) };
    expect(await errorCode(await begin({}, down))).toBe("503 unavailable");
    const address = `${SERVER}/v1/conversations/${session.conversationId}/session`;
    const headers = { Origin: SHOP, Authorization: `Bearer ${session.token}` };
    const known = await createApp().fetch(
      new Request(address, { headers }),
      { ...bindings, LIMITER },
      createExecutionContext(),
    );
    expect(known.status).toBe(200);
    expect(await (await visitor(session)).say("hello")).toMatchObject({ type: "command.acknowledged" });
  });
});
