import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { knownRequests } from "./known-requests.ts";
import { Desk, idOf as id, numbers } from "./testing/desk.ts";
import { KEY, texts, waiting } from "./testing/visit.ts";
import { refusal } from "./testing/world.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tick = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

describe("open", () => {
  test("another one: its messages, its session, also after a reload; the one before stays in the list", async () => {
    const desk = new Desk();
    const tab = await desk.with(2);
    tab.open(id(1));
    expect(tab.snapshot).toMatchObject({ messages: { public: [] }, conversation: null });
    await tick();
    expect(texts(tab.snapshot)).toEqual(["question 1"]);
    expect(tab.snapshot.conversation?.ticketNumber).toBe(10);
    tab.sendMessage("more on 1");
    expect(desk.said(1)).toEqual(["question 1", "more on 1"]);
    const reload = desk.tab();
    reload.start();
    await tick();
    expect(texts(reload.snapshot)).toEqual(["question 1", "more on 1"]);
    expect(numbers(knownRequests(reload)).sort((a, b) => a - b)).toEqual([10, 20]);
    expect(desk.begun).toBe(2);
  });

  test("null: nothing is asked of the server before the next message, which begins a new one", async () => {
    const desk = new Desk();
    const tab = await desk.with(1);
    tab.open(null);
    expect(tab.hasSession()).toBe(false);
    await tick(60_000);
    expect([desk.begun, desk.world.sockets.length]).toEqual([1, 1]);
    expect(tab.snapshot).toMatchObject({ phase: "idle", messages: { public: [] } });
    tab.sendMessage("something else");
    await tick();
    expect(desk.said(2)).toEqual(["something else"]);
    expect(numbers(knownRequests(tab))).toEqual([10]);
  });

  test("what it does not know, or shows already, changes nothing", async () => {
    const desk = new Desk();
    const tab = await desk.with(1);
    const { snapshot } = tab;
    tab.open(id(1));
    tab.open(id(7));
    expect(tab.snapshot).toBe(snapshot);
  });

  test("what is unsent stays with its conversation: not sent into another one, shown and sent when that is opened again", async () => {
    const desk = new Desk();
    const tab = await desk.with(2);
    desk.world.onSocket = (socket) => socket.end(1006);
    desk.world.socket.end(1006);
    tab.sendMessage("unsent in 2");
    tab.open(id(1));
    expect(waiting(tab.snapshot)).toEqual([]);
    tab.sendMessage("unsent in 1");
    tab.open(null);
    tab.sendMessage("unsent in none");
    expect(waiting(tab.snapshot)).toEqual(["pending: unsent in none"]);

    // A reload: nothing was chosen, so it is still the new one.
    desk.answer = (request) => (request.startsWith("POST") ? "network" : undefined);
    const reload = desk.tab();
    expect(waiting(reload.snapshot)).toEqual(["pending: unsent in none"]);
    desk.world.onSocket = (socket) => socket.open();
    reload.open(id(2));
    await tick(60_000);
    expect([desk.said(1), desk.said(2)]).toEqual([["question 1"], ["question 2", "unsent in 2"]]);
    reload.open(id(1));
    await tick();
    expect(desk.said(1)).toEqual(["question 1", "unsent in 1"]);
    desk.answer = () => undefined;
    reload.open(null);
    await tick(60_000);
    expect(desk.said(3)).toEqual(["unsent in none"]);
    expect([desk.said(1).length, desk.said(2).length, desk.storage.getItem(`${KEY}:outbox`)]).toEqual([2, 2, null]);
  });
});

describe("two tabs", () => {
  test("one opens another conversation: the other one goes on with its own, over a reconnect", async () => {
    const desk = new Desk();
    const one = await desk.with(2);
    const two = desk.tab();
    two.start();
    await tick();
    one.open(id(1));
    await tick();
    for (const socket of desk.world.sockets) if (socket.readyState === 1) socket.end(1012);
    two.sendMessage("from two");
    one.sendMessage("from one");
    await tick(2_000);
    expect([desk.said(1), desk.said(2)]).toEqual([
      ["question 1", "from one"],
      ["question 2", "from two"],
    ]);
    expect(texts(two.snapshot)).toEqual(["question 2", "from two"]);
  });

  test("one begins a new one while the other opens an old one: nobody's words go astray", async () => {
    const desk = new Desk();
    const one = await desk.with(2);
    const two = desk.tab();
    two.start();
    await tick();
    one.open(null);
    two.open(id(1));
    one.sendMessage("new matter");
    await tick();
    two.sendMessage("old matter");
    await tick();
    expect([desk.said(1), desk.said(2), desk.said(3)]).toEqual([
      ["question 1", "old matter"],
      ["question 2"],
      ["new matter"],
    ]);
    // The new one has no number yet; the tab that shows it does not lose it when the other one stores its own.
    two.open(id(2));
    await tick();
    for (const socket of desk.world.sockets) if (socket.readyState === 1) socket.end(1012);
    one.sendMessage("still new");
    await tick(2_000);
    expect(desk.said(3)).toEqual(["new matter", "still new"]);
    expect(numbers(knownRequests(one)).sort((a, b) => a - b)).toEqual([10, 20]);
  });

  test("at a first visit: what one wrote and lost to a reload goes to the conversation that the other has begun", async () => {
    const desk = new Desk();
    desk.answer = (request) => (request.startsWith("POST") ? "network" : undefined);
    const [one, two] = [desk.tab(), desk.tab()];
    one.sendMessage("from one");
    two.sendMessage("from two");
    await tick();
    two.stop();
    desk.answer = () => undefined;
    await tick(2_000);
    expect(desk.said(1)).toEqual(["from one"]);
    const reload = desk.tab();
    expect(waiting(reload.snapshot)).toEqual(["pending: from two"]);
    reload.start();
    await tick();
    expect([desk.said(1), desk.begun]).toEqual([["from one", "from two"], 1]);
  });

  test("one writes on while it waits for its next try, the other has begun meanwhile, and the one is reloaded: nothing is lost", async () => {
    const desk = new Desk();
    desk.answer = (request) => (request.startsWith("POST") ? "network" : undefined);
    const late = desk.tab();
    late.sendMessage("first");
    await tick(60_000);
    desk.answer = () => undefined;
    desk.tab().sendMessage("from the other");
    await tick();
    expect(desk.said(1)).toEqual(["first", "from the other"]);
    late.sendMessage("second");
    late.stop();
    const reload = desk.tab();
    expect(waiting(reload.snapshot)).toEqual(["pending: second"]);
    reload.start();
    await tick();
    expect([desk.said(1), desk.begun]).toEqual([["first", "from the other", "second"], 1]);
    expect(desk.storage.getItem(`${KEY}:outbox`)).toBe(null);
  });

  test("one forgets: the other writes nothing more, and is as at a first visit when it has lost its socket", async () => {
    const desk = new Desk();
    const one = await desk.with(1);
    const two = desk.tab();
    two.start();
    await tick();
    one.forget();
    desk.escalate(1, "in_progress");
    expect(desk.storage.map.size).toBe(0);
    desk.world.socket.end(1012);
    await tick(2_000);
    expect(two.snapshot).toMatchObject({ phase: "idle", messages: { public: [] } });
    expect(desk.storage.map.size).toBe(0);
  });

  test("one finds its conversation gone: out of the list, and the other one keeps its own", async () => {
    const desk = new Desk();
    const one = await desk.with(2);
    const two = desk.tab();
    two.open(id(1));
    await tick();
    desk.answer = (request) => (request.includes(id(2)) ? refusal(404, "not_found") : undefined);
    const dead = desk.world.sockets.find((s) => s.readyState === 1 && s.url.includes(id(2)));
    dead?.end(4401);
    await tick(2_000);
    expect(numbers(knownRequests(one))).toEqual([10]);
    two.sendMessage("still here");
    expect(desk.said(1)).toEqual(["question 1", "still here"]);
  });
});
