import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { knownRequests } from "./known-requests.ts";
import { adoptSession, exchangeReturnLink } from "./return-link.ts";
import { ModelServer } from "./testing/model-server.ts";
import { KEY, texts, visit } from "./testing/visit.ts";
import { CONVERSATION, farAway, memoryStorage, type Reply, refusal, SERVER, World } from "./testing/world.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tick = (ms = 1) => vi.advanceTimersByTimeAsync(ms);
const RETURNED = { conversationId: `c_${"1".repeat(27)}`, token: "token-back", expiresAt: 9e12 };

const ANSWERS: [string, Reply, unknown][] = [
  ["the link holds", { status: 200, body: { ...RETURNED, site: "shop" } }, { session: RETURNED, site: "shop" }],
  ["the link is dead", refusal(404, "not_found"), "not_found"],
  ["not ours to ask, which says nothing about the link", refusal(403, "forbidden_origin"), "retry"],
  ["no network", "network", "retry"],
  ["in trouble", refusal(503, "unavailable"), "retry"],
  ["too many", refusal(429, "too_many"), "retry"],
  ["a captive portal", { status: 200, body: "<html>" }, "retry"],
  ["a strange answer", { status: 200, body: { site: "shop", token: "a b" } }, "retry"],
];

test.each(ANSWERS)("exchange: %s", async (_, reply, expected) => {
  const world = new World();
  world.replies = () => reply;
  expect(await exchangeReturnLink(SERVER, "c_x.y", world.environment)).toEqual(expected);
  expect(world.requests).toMatchObject([{ method: "POST", path: "/v1/return", authorization: null }]);
});

test("adopted: the widget shows it, the former one stays known and its tab goes on with it", async () => {
  const world = new World(new ModelServer());
  const storage = memoryStorage();
  const former = visit(world, storage);
  former.sendMessage("mine");
  await tick();
  const server = new ModelServer();
  server.append({ kind: "visitor" }, "written elsewhere");
  server.view = { status: "in_progress", ticketNumber: 7 };
  world.servers.set(RETURNED.conversationId, server);
  expect(adoptSession(storage, SERVER, "shop", RETURNED)).toBe(true);
  expect(storage.getItem(KEY)).toBe(JSON.stringify(RETURNED));

  const page = visit(world, storage);
  page.start();
  await tick();
  expect(world.socket.protocols).toEqual(["deskbell.1", "t.token-back"]);
  expect(texts(page.snapshot)).toEqual(["written elsewhere"]);
  expect(knownRequests(page)).toMatchObject([{ number: 7, subject: "written elsewhere" }]);
  former.sendMessage("mine too");
  await tick();
  expect(texts(former.snapshot)).toEqual(["mine", "mine too"]);
  expect(storage.getItem(`${KEY}:requests`)).toContain(CONVERSATION);
});

test("adopted again with a newer token: the list has no older one", () => {
  const storage = memoryStorage();
  adoptSession(storage, SERVER, "shop", RETURNED);
  adoptSession(storage, SERVER, "shop", { ...RETURNED, conversationId: CONVERSATION, expiresAt: farAway() });
  adoptSession(storage, SERVER, "shop", { ...RETURNED, token: "token-newer" });
  expect(storage.getItem(`${KEY}:requests`)).toContain("token-newer");
  expect(storage.getItem(KEY)).toContain("token-newer");
});

test("a browser that stores nothing is told from one that does", () => {
  expect(adoptSession(null, SERVER, "shop", RETURNED)).toBe(false);
});
