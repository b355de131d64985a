import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { knownRequests, refreshRequests } from "./known-requests.ts";
import { Desk, idOf as id, numbers } from "./testing/desk.ts";
import { COLLEAGUE } from "./testing/model-server.ts";
import { KEY } from "./testing/visit.ts";
import { farAway, refusal } from "./testing/world.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tick = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

describe("the list", () => {
  test("has nothing of a conversation without a number, and then its number, state, question and time", async () => {
    const desk = new Desk();
    const tab = desk.tab();
    tab.open(null);
    tab.open(id(9));
    expect(await desk.commands(tab).returnLink()).toBe(null);
    expect([knownRequests(tab), desk.storage.map.size, desk.world.requests.length]).toEqual([[], 0, 0]);
    tab.sendMessage("Talk to a human", { choice: { of: 0, pick: "human" } });
    tab.sendMessage(`😀${"x".repeat(200)}`);
    await tick();
    // The server's rows say which of them was a button.
    Object.assign(desk.server(1).log.public[0]?.body ?? {}, { pick: "human" });
    expect([...desk.storage.map.keys()]).toEqual([KEY]);
    tab.stop();
    const again = desk.tab();
    again.start();
    await tick();
    desk.escalate(1);
    const [request] = knownRequests(again);
    expect(request).toEqual({
      conversationId: id(1),
      number: 10,
      status: "received",
      subject: `😀${"x".repeat(139)}`,
      updatedAt: 2,
      unsent: 0,
    });
    desk.escalate(1, "in_progress");
    expect(knownRequests(tab)).toMatchObject([{ status: "in_progress" }]);
  });

  test("newest first, at most twenty, nothing stored twice for the same", async () => {
    const desk = new Desk();
    const tab = await desk.with(3);
    expect(numbers(knownRequests(tab))).toHaveLength(3);
    const event = desk.server(2).append(COLLEAGUE, "late answer");
    if (event.type === "message.created") event.message.at = 99;
    tab.open(id(2));
    await tick();
    expect(numbers(knownRequests(tab))[0]).toBe(20);
    const stored = JSON.parse(desk.storage.getItem(`${KEY}:requests`) ?? "[]") as { conversationId: string }[];
    const many = Array.from({ length: 30 }, (_, i) => ({
      ...stored[0],
      conversationId: `c_${String(i).padStart(27, "a")}`,
      updatedAt: 200 + i,
    }));
    desk.storage.setItem(`${KEY}:requests`, JSON.stringify(many));
    desk.escalate(2, "in_progress");
    expect(JSON.parse(desk.storage.getItem(`${KEY}:requests`) ?? "[]")).toHaveLength(20);
  });

  test.each(["{", "null", "7", '[null,7,{"conversationId":"../x"}]', '[{"number":1,"subject":2}]'])(
    "broken storage is an empty list: %s",
    (content) => {
      const desk = new Desk();
      desk.storage.setItem(`${KEY}:requests`, content);
      expect(knownRequests(desk.tab())).toEqual([]);
    },
  );

  test("refreshed: states and renewed tokens are written down, those that are gone drop out, trouble changes nothing", async () => {
    const desk = new Desk();
    const tab = await desk.with(4);
    const before = desk.world.requests.length;
    const state = { number: 10, status: "solved", subject: "what it was about", updatedAt: 500 };
    desk.answer = (request) => {
      if (!request.endsWith("/session")) return undefined;
      if (request.includes(id(1))) {
        return { status: 200, body: { token: "token-new", expiresAt: farAway(), request: state } };
      }
      if (request.includes(id(2))) return refusal(401, "unauthorized");
      return request.includes(id(3)) ? "network" : { status: 200, body: { expiresAt: farAway(), request: null } };
    };
    const list = await refreshRequests(tab);
    expect(list).toEqual(knownRequests(tab));
    expect(list[0]).toEqual({ conversationId: id(1), ...state, unsent: 0 });
    expect(numbers(list).sort((a, b) => a - b)).toEqual([10, 30, 40]);
    const asked = desk.world.requests.slice(before).filter((r) => r.path.endsWith("/session"));
    expect(asked.map((r) => r.query)).toEqual(Array(4).fill("?request=1"));
    tab.open(id(1));
    await tick();
    expect(desk.world.socket.protocols).toEqual(["deskbell.1", "t.token-new"]);
  });

  test("forget() clears it, also for an answer that comes later", async () => {
    const desk = new Desk();
    const tab = await desk.with(2);
    const refreshed = refreshRequests(tab);
    tab.forget();
    expect(await refreshed).toEqual([]);
    expect(desk.storage.map.size).toBe(0);
  });
});

describe("what a visitor says of a solved request", () => {
  test("goes through the queue and is answered, also after a reconnect; agents cannot", async () => {
    const desk = new Desk();
    const tab = await desk.with(1);
    desk.world.socket.muted = true;
    const confirmed = desk.commands(tab).confirm(true);
    const rated = desk.commands(tab).rate(4, "fast");
    desk.world.socket.end(1006);
    await tick(1_000);
    expect([await confirmed, await rated]).toEqual([{ kind: "acknowledged" }, { kind: "acknowledged" }]);
    expect(desk.world.socket.ofType("ticket.confirm")).toMatchObject([{ solved: true }]);
    expect(desk.world.socket.ofType("rating.set")).toMatchObject([{ stars: 4, text: "fast" }]);
    expect(await desk.commands(tab).rate(4, "x".repeat(5_000))).toEqual({ kind: "refused", code: "too_big" });
  });
});

test("the return link is asked for and revoked with the session's token", async () => {
  const desk = new Desk();
  const tab = await desk.with(1);
  const path = `/v1/conversations/${id(1)}/return-link`;
  desk.answer = (request) =>
    request === `POST ${path}` ? { status: 200, body: { url: "https://support.example/r#x.y" } } : undefined;
  expect(await desk.commands(tab).returnLink()).toBe("https://support.example/r#x.y");
  expect(desk.world.requests.at(-1)).toMatchObject({ method: "POST", path, authorization: "Bearer token-1" });
  expect(await desk.commands(tab).revokeReturnLink()).toBe(false);
  desk.answer = (request) => (request === `DELETE ${path}` ? { status: 204 } : refusal(409, "wrong_state"));
  expect(await desk.commands(tab).revokeReturnLink()).toBe(true);
  expect(await desk.commands(tab).returnLink()).toBe(null);
});
