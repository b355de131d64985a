import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Person, signedIdentity } from "./identity.ts";
import { knownRequests, refreshRequests } from "./known-requests.ts";
import { Desk, idOf as id, numbers } from "./testing/desk.ts";
import { ModelServer } from "./testing/model-server.ts";
import { KEY, texts } from "./testing/visit.ts";
import { CONTEXT, farAway, refusal, SERVER } from "./testing/world.ts";
import { tools, visitorConversation } from "./visitor.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tick = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

/** One browser and whoever sits before it. */
function browser() {
  const desk = new Desk();
  const bodies: { request: string; body: unknown }[] = [];
  let other: Desk["answer"] = () => undefined;
  desk.answer = (request, body) => {
    if (body) bodies.push({ request, body: JSON.parse(body) });
    return other(request, body);
  };
  return {
    desk,
    bodies,
    answer: (next: Desk["answer"]) => {
      other = next;
    },
    visitor: (person?: string, token: Person["token"] = () => `jwt-${person}`) =>
      visitorConversation({
        server: SERVER,
        site: "shop",
        storage: desk.storage,
        context: () => CONTEXT,
        environment: desk.world.environment,
        ...(person !== undefined && { identity: signedIdentity({ person, token }, tools) }),
      }),
  };
}

test("who is signed in begins with the identity; who is not, without", async () => {
  const { bodies, visitor } = browser();
  visitor("ann").sendMessage("one");
  await tick();
  visitor().sendMessage("two");
  await tick();
  expect(bodies.map((b) => b.body)).toEqual([{ site: "shop", identity: "jwt-ann", anew: false }, { site: "shop" }]);
});

test("the next person at this browser sees nothing of the one before; who comes back finds everything", async () => {
  const { desk, visitor } = browser();
  const people = ["ann", "bob", "ann:outbox", undefined];
  for (const [i, person] of people.entries()) {
    const client = visitor(person);
    expect([client.hasSession(), knownRequests(client), client.snapshot.pending]).toEqual([false, [], []]);
    client.sendMessage(`of ${person}`);
    await tick();
    desk.escalate(i + 1);
    desk.world.onSocket = (socket) => socket.end(1006);
    desk.world.socket.end(1006);
    client.sendMessage(`unsent of ${person}`);
    client.stop();
    desk.world.onSocket = (socket) => socket.open();
  }
  for (const person of people) {
    const client = visitor(person);
    expect(knownRequests(client)).toHaveLength(1);
    expect(client.snapshot.pending.map((m) => m.text)).toEqual([`unsent of ${person}`]);
    client.start();
    await tick();
    expect(texts(client.snapshot)).toEqual([`of ${person}`, `unsent of ${person}`]);
    client.stop();
  }
  // Forgetting one person's things is not forgetting another's.
  visitor("ann").forget();
  expect([...desk.storage.map.keys()].some((k) => k.startsWith(`${KEY}@ann`) && !k.includes("%3A"))).toBe(false);
  expect(knownRequests(visitor("bob"))).toHaveLength(1);
});

test("the list is the server's: other devices' requests appear and open, those of nobody go", async () => {
  const { desk, bodies, visitor, answer } = browser();
  const client = visitor("ann");
  client.sendMessage("one");
  await tick();
  desk.escalate(1);
  client.open(null);
  client.sendMessage("two");
  await tick();
  expect(bodies.at(-1)?.body).toEqual({ site: "shop", identity: "jwt-ann", anew: true });
  desk.escalate(2);
  expect(numbers(knownRequests(client))).toEqual(expect.arrayContaining([10, 20]));

  desk.world.servers.set(id(7), new ModelServer());
  const entry = (n: number, request: object | null) => ({
    conversationId: id(n),
    token: `t-${n}`,
    expiresAt: farAway(),
    request,
  });
  const seven = { number: 70, status: "solved", subject: "elsewhere", updatedAt: 900 };
  const two = { number: 20, status: "received", subject: "two", updatedAt: 800 };
  const conversations = [entry(7, seven), entry(2, two), entry(8, null), { conversationId: "../x" }];
  answer((request) => (request.endsWith("/mine") ? { status: 200, body: { conversations } } : undefined));
  const list = await refreshRequests(client);
  expect(list).toEqual([
    { conversationId: id(7), ...seven, unsent: 0 },
    { conversationId: id(2), ...two, unsent: 0 },
  ]);
  expect(bodies.at(-1)).toEqual({
    request: "POST /v1/conversations/mine",
    body: { site: "shop", identity: "jwt-ann" },
  });
  client.open(id(7));
  await tick();
  expect(desk.world.socket.protocols).toEqual(["deskbell.1", "t.t-7"]);
  answer(() => "network");
  expect(numbers(await refreshRequests(client))).toEqual([70, 20]);
});

test("an identity that is refused is shown; nothing is lost, and a good one sends it", async () => {
  const { desk, visitor, answer } = browser();
  const client = visitor("ann");
  answer((request) => (request === "POST /v1/conversations" ? refusal(401, "identity_refused") : undefined));
  client.sendMessage("one");
  await tick();
  expect(client.snapshot).toMatchObject({
    phase: "refused",
    refusal: "identity_refused",
    pending: [{ text: "one", state: "failed", code: "identity_refused" }],
  });
  answer(() => undefined);
  const back = visitor("ann");
  back.retry(back.snapshot.pending[0]?.clientId ?? "");
  await tick();
  expect(desk.said(1)).toEqual(["one"]);
});

test("an identity that cannot be had now begins nothing anonymous; it is asked for again", async () => {
  const { desk, visitor } = browser();
  const answers = [null, Promise.reject(new Error("no")), "jwt"];
  const client = visitor("ann", () => answers.shift() ?? "jwt");
  expect(await refreshRequests(client)).toEqual([]);
  client.sendMessage("one");
  await tick(100);
  expect(desk.begun).toBe(0);
  await tick(5_000);
  expect(desk.said(1)).toEqual(["one"]);
});

test("storage that is cleared in mid-chat: what is unsent goes on in a new conversation, and nothing else is stored", async () => {
  const { desk, visitor } = browser();
  const client = visitor();
  client.sendMessage("one");
  await tick();
  desk.world.onSocket = (socket) => socket.end(1006);
  desk.world.socket.end(1006);
  client.sendMessage("two");
  desk.storage.map.clear();
  desk.world.onSocket = (socket) => socket.open();
  // Conversations are begun at most once a minute.
  await tick(120_000);
  expect([desk.begun, desk.said(1), desk.said(2)]).toEqual([2, ["one"], ["two"]]);
  expect(texts(client.snapshot)).toEqual(["two"]);
  expect(visitor().hasSession()).toBe(true);
  expect([...desk.storage.map.keys()]).toEqual([KEY]);
});

test("an identity that is refused is asked for once more; the fresh one is taken, for the list too", async () => {
  const { desk, bodies, visitor, answer } = browser();
  const jwts = ["old", "fresh", "old", "fresh"];
  const client = visitor("ann", () => jwts.shift() ?? null);
  answer((request, body) => {
    if (body.includes("old")) return refusal(401, "identity_refused");
    return request.endsWith("/mine") ? { status: 200, body: { conversations: [] } } : undefined;
  });
  client.sendMessage("one");
  await tick();
  expect(desk.said(1)).toEqual(["one"]);
  await refreshRequests(client);
  expect(bodies.filter((b) => b.request.endsWith("/mine")).map((b) => b.body)).toEqual([
    { site: "shop", identity: "old" },
    { site: "shop", identity: "fresh" },
  ]);
});

test("conversations of other devices that nothing has come of push no request out of the list", async () => {
  const { desk, visitor, answer } = browser();
  const client = visitor("ann");
  client.sendMessage("one");
  await tick();
  desk.escalate(1);
  const entry = (i: number, request: object | null) => ({
    conversationId: i ? `c_${String(i).padStart(27, "0")}` : id(1),
    token: `t-${i}`,
    expiresAt: farAway(),
    request,
  });
  const one = { number: 10, status: "received", subject: "one", updatedAt: 1 };
  const conversations = [...Array.from({ length: 25 }, (_, i) => entry(i + 1, null)), entry(0, one)];
  answer((request) => (request.endsWith("/mine") ? { status: 200, body: { conversations } } : undefined));
  expect(numbers(await refreshRequests(client))).toEqual([10]);
});
