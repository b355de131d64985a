import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { remembering } from "./offline.ts";

const SITE = "https://support.example/v1/sites/acme";
const ARTICLE = `${SITE}/articles/b/invoice?lang=en`;
const HOME = `${SITE}/home?lang=en&suggest=`;
const home = { articles: [{ id: "b/invoice", title: "Get an invoice" }], suggested: [] };

/** null: the network fails; undefined: nothing comes. */
let answers: Record<string, unknown>;
let known: Map<string, unknown>;
let asked: (RequestInit | undefined)[];
let isOnline: boolean;
const plain = async (url: string): Promise<unknown> => {
  const answer = answers[url];
  if (url in answers && answer === undefined) return new Promise(() => undefined);
  if (!answer) throw new TypeError("Failed to fetch");
  known.set(url, answer);
  return answer;
};
const read = (url: string, signal?: AbortSignal): Promise<unknown> => remembering(plain, known)(url, signal);

beforeEach(() => {
  vi.useFakeTimers();
  answers = { [HOME]: home };
  known = new Map();
  asked = [];
  isOnline = false;
  vi.stubGlobal("navigator", {
    get onLine() {
      return isOnline;
    },
  });
  vi.stubGlobal("fetch", async (_url: string, init?: RequestInit) => {
    asked.push(init);
    throw new TypeError("Failed to fetch");
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("what was read is there when the network is not", async () => {
  answers[ARTICLE] = { id: "b/invoice" };
  await read(ARTICLE);
  answers = {};
  expect(await read(ARTICLE)).toEqual({ id: "b/invoice" });
  expect(asked).toEqual([]);
});

test("a search is made of what is known of that site in that language, and says so", async () => {
  await read(HOME);
  answers = {};
  expect(await read(`${SITE}/search?lang=en&q=the%20invoice`)).toMatchObject({
    isLocal: true,
    hits: [{ id: "b/invoice" }],
  });
  for (const other of ["acme2/search?lang=en", "acme/search?lang=en-GB", "acme/search?lang=de"])
    await expect(read(`https://support.example/v1/sites/${other}&q=invoice`)).rejects.toThrow("fetch");
});

test("what was never read is looked for in the browser's cache if it is offline, and not asked for again if it is not", async () => {
  await expect(read(ARTICLE)).rejects.toThrow("fetch");
  expect(asked).toEqual([{ credentials: "omit", cache: "force-cache" }]);
  isOnline = true;
  await expect(read(ARTICLE)).rejects.toThrow("fetch");
  expect(asked).toHaveLength(1);
});

test("a server that does not answer is given up after 20 s", async () => {
  await read(HOME);
  answers = { [`${SITE}/search?lang=en&q=invoice`]: undefined };
  const search = read(`${SITE}/search?lang=en&q=invoice`);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await search).toMatchObject({ isLocal: true });
});

test("what nobody waits for any more is not looked for", async () => {
  await read(HOME);
  answers = {};
  await expect(read(`${SITE}/search?lang=en&q=invoice`, AbortSignal.abort())).rejects.toThrow("fetch");
});

test("of a long visit the latest answers are kept", async () => {
  for (let i = 0; i < 300; i++) {
    answers[`${ARTICLE}${i}`] = { i };
    await read(`${ARTICLE}${i}`);
  }
  expect(known.size).toBeLessThanOrEqual(201);
  expect(known.has(`${ARTICLE}299`)).toBe(true);
});
