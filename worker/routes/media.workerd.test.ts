import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { createApp } from "../app.ts";
import type { Env } from "../env.ts";
import { nearest, siteOf } from "../knowledge.ts";

const NAME = "0123456789abcdef";
const asked: string[] = [];
const files = {
  fetch: async (url: string) => {
    asked.push(url);
    return url.endsWith(`/kb/media/${NAME}.png`) ? new Response("bytes") : new Response("no", { status: 404 });
  },
};
const get = (path: string, init?: RequestInit) => {
  const own: Env = { ...(env as Env), KB: files as unknown as Fetcher };
  return createApp().request(`http://desk.example${path}`, init, own);
};

it("serves an image so that any page may show it for ever, and nothing in it can run", async () => {
  const response = await get(`/media/${NAME}.png`);
  expect(response.status).toBe(200);
  expect((await response.arrayBuffer()).byteLength).toBe(5);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "image/png",
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
    "content-security-policy": "default-src 'none'; sandbox",
  });
  expect((await get(`/media/${NAME}.png`, { method: "HEAD" })).status).toBe(200);
  expect((await get(`/media/${NAME}.png`, { method: "POST" })).status).toBe(405);
});

it("asks for nothing that is not an image's name", async () => {
  asked.length = 0;
  for (const name of [
    "",
    "manifest.json",
    "..%2fmanifest.json",
    "../kb/manifest.json",
    `${NAME}.svg`,
    `${NAME}.html`,
    `${NAME}.png%00`,
    `${NAME}.png/x`,
    `${NAME.toUpperCase()}.png`,
    `0${NAME}.png`,
    "demo.en.0123456789abcdef.bin",
  ]) {
    const response = await get(`/media/${name}`);
    expect([name, response.status]).toEqual([name, 404]);
    await response.body?.cancel();
  }
  expect(asked).toEqual([]);
  expect((await get(`/media/${NAME}.gif`)).status).toBe(404);
});

it("the default site is never Deskbell's own help", () => {
  const site = { name: { en: "", ru: "" }, popular: [], categories: [], locales: {}, media: [], unfilled: 0 };
  expect(siteOf({ v: 1, sites: { deskbell: site } }, "default")).toBeNull();
  expect(siteOf({ v: 1, sites: { deskbell: site, shop: { ...site, popular: ["a/b"] } } }, "default")?.popular).toEqual([
    "a/b",
  ]);
  expect(siteOf({ v: 1, sites: { deskbell: site } }, "deskbell")).toEqual(site);
});

it.each([
  ["ru", "ru"],
  ["ru-RU", "ru"],
  ["pt-BR", "pt-BR"],
  ["pt", "pt-BR"],
  ["fil", "fil"],
  ["de", "en"],
  ["constructor", "en"],
])("who asks for articles in %s gets %s", (asked, expected) => {
  expect(nearest(["en", "fil", "pt-BR", "ru"], asked)).toBe(expected);
  expect(nearest([], asked)).toBeUndefined();
});

it("who reads none of a site's languages gets English, where there is English", () => {
  expect(nearest(["ar", "de", "en"], "fr")).toBe("en");
  expect(nearest(["ar", "de", "en-GB"], "fr")).toBe("en-GB");
  expect(nearest(["ar", "de"], "fr")).toBe("ar");
});
