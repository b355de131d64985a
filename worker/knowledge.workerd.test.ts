import { env } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import type { SearchResponse } from "../protocol/api.ts";
import { createApp } from "./app.ts";
import type { Env } from "./env.ts";
import { knowledgeBase } from "./knowledge.ts";

const real = env as Env;
const source = real.KB ?? real.ASSETS;

/** The built files as they are, with every reading counted, or changed by `change`. */
function files(change: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes) {
  const asked: string[] = [];
  const fetch = async (url: string) => {
    asked.push(url);
    const response = await source.fetch(url);
    if (!url.endsWith(".bin")) return response;
    return new Response(change(new Uint8Array(await response.arrayBuffer())));
  };
  return { asked, kb: { fetch } as unknown as Fetcher };
}

const binaries = (asked: readonly string[]): number => asked.filter((url) => url.endsWith(".bin")).length;

it("escalates a damaged file, and says so in the log", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
  for (const change of [
    (bytes: Uint8Array) => bytes.slice(0, -8),
    (bytes: Uint8Array) => bytes.fill(0, bytes.length - 40),
    () => new TextEncoder().encode("<!doctype html>"),
  ]) {
    logged.mockClear();
    expect(await knowledgeBase({ ...real, KB: files(change).kb }, "demo", "en")).toBeNull();
    expect(logged.mock.calls.flat().join(" ")).toMatch(/kb_unavailable.*damaged/s);
  }
  const app = createApp();
  const broken = { ...real, KB: files(() => new Uint8Array(9)).kb };
  expect((await app.request("http://desk.example/v1/sites/demo/search?q=password", {}, broken)).status).toBe(503);
  logged.mockRestore();
});

it("reads a file once, however many ask at once", async () => {
  const { asked, kb } = files();
  const all = await Promise.all(Array.from({ length: 20 }, () => knowledgeBase({ ...real, KB: kb }, "demo", "en")));
  expect(new Set(all).size).toBe(1);
  expect(all[0]?.articles.size).toBeGreaterThan(0);
  expect(binaries(asked)).toBe(1);
});

it("searches without any object, and not again for whoever has the answer", async () => {
  const untouchable = new Proxy({}, { get: () => expect.unreachable("an object was asked") });
  const objects = Object.fromEntries(
    ["CONVERSATION", "INBOX", "WORKSPACE", "VISITOR", "LIMITER"].map((name) => [name, untouchable]),
  );
  const own: Env = { ...real, ...objects };
  const get = (headers: Record<string, string> = {}) =>
    createApp().request("http://desk.example/v1/sites/demo/search?lang=en&q=passw", { headers }, own);
  const first = await get();
  const { hits, kbVersion } = (await first.json()) as SearchResponse;
  expect(hits.length).toBeGreaterThan(0);
  expect(first.headers.get("Cache-Control")).toBe("public, max-age=60");
  const tag = first.headers.get("ETag") ?? "";
  expect(tag).toContain(kbVersion);
  const again = await get({ "If-None-Match": `"x", ${tag}` });
  expect([again.status, await again.text(), again.headers.get("ETag")]).toEqual([304, "", tag]);
  expect((await get({ "If-None-Match": 'W/"0000000000000000"' })).status).toBe(200);
});
