import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SiteSearch } from "./site-search.ts";

const settings = { server: "https://support.example", site: "acme", lang: "en", theme: "", suggest: "", dir: "" };
const hit = (title: string) => ({ id: `c/${title}`, title, category: "c", ranges: [] });

/** Requests in the order in which they came, answered by hand. */
let asked: { url: URL; answer(titles: string[]): void; fail(): void }[];
let search: SiteSearch;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  vi.stubGlobal(
    "fetch",
    (url: string, { signal }: RequestInit) =>
      new Promise((resolve, reject) => {
        signal?.addEventListener("abort", () => reject(new Error("aborted")));
        asked.push({
          url: new URL(url),
          answer: (titles) => resolve(Response.json({ kbVersion: "1", hits: titles.map(hit) })),
          fail: () => reject(new Error("network")),
        });
      }),
  );
  const host = {
    settings,
    requestUpdate() {},
    addController() {},
    removeController() {},
    updateComplete: Promise.resolve(true),
  };
  search = new SiteSearch(host);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const titles = () => search.hits?.map(({ title }) => title.map(({ text }) => text).join(""));
const pause = () => vi.advanceTimersByTimeAsync(150);

describe("search as one types", () => {
  test("asks once per pause, trimmed and cut to what the server takes", async () => {
    search.input("p");
    search.input("pa");
    search.input(` ${"я".repeat(300)} `);
    await pause();
    expect(asked).toHaveLength(1);
    expect(asked[0]?.url.pathname).toBe("/v1/sites/acme/search");
    expect(asked[0]?.url.searchParams.get("q")).toBe("я".repeat(200));
    expect(asked[0]?.url.searchParams.get("lang")).toBe("en");
  });

  test("the last text wins, whatever order the answers come in", async () => {
    search.input("one");
    await pause();
    search.input("two");
    await pause();
    asked[1]?.answer(["two"]);
    asked[0]?.answer(["one"]);
    await pause();
    expect(titles()).toEqual(["two"]);
  });

  test("a failure is told, and can be tried again", async () => {
    search.input("one");
    await pause();
    asked[0]?.fail();
    await pause();
    expect(search.hits).toBeNull();
    search.run();
    asked[1]?.answer(["one"]);
    await pause();
    expect(titles()).toEqual(["one"]);
  });

  test("the same text in another language: the answer to the first question comes too late", async () => {
    search.input("one");
    await pause();
    search.run();
    asked[1]?.answer(["new"]);
    await pause();
    asked[0]?.answer(["old"]);
    await pause();
    expect(titles()).toEqual(["new"]);
  });

  test("an empty field asks nothing and forgets the hits", async () => {
    search.input("one");
    await pause();
    asked[0]?.answer(["one"]);
    await pause();
    search.input("  ");
    await pause();
    expect(search.hits).toBeUndefined();
    expect(asked).toHaveLength(1);
  });
});

test("the highlight goes round by way of the field", async () => {
  search.input("one");
  await pause();
  asked[0]?.answer(["a", "b"]);
  await pause();
  const steps = ([1, 1, 1, -1, -1] as const).map((by) => {
    search.move(by);
    return search.active;
  });
  expect(steps).toEqual([0, 1, -1, 1, 0]);
});
