import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FileRef } from "../protocol/model.ts";
import { signedIdentity } from "./identity.ts";
import { joinAnonymous } from "./join.ts";
import { knownRequests } from "./known-requests.ts";
import type { Stored } from "./outbox.ts";
import { Desk, idOf } from "./testing/desk.ts";
import { KEY, texts } from "./testing/visit.ts";
import { CONTEXT, refusal, SERVER, session } from "./testing/world.ts";
import { tools, visitorConversation } from "./visitor.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tick = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

/** A browser in which somebody has talked anonymously in so many conversations, the last one shown. */
async function browser(count: number) {
  const desk = new Desk();
  const tab = await desk.with(count);
  tab.stop();
  const { environment } = desk.world;
  const identity = signedIdentity({ person: "ann", token: () => "jwt" }, tools);
  const { storage } = desk;
  const join = () =>
    joinAnonymous(
      { environment, server: SERVER, site: "shop", storage, keyEnd: identity.keyEnd, token: () => "jwt" },
      tools,
    );
  const ann = () =>
    visitorConversation({ server: SERVER, site: "shop", storage, context: () => CONTEXT, environment, identity });
  const yes: Desk["answer"] = (request) => {
    const n = /c_(\d)\d*\/identity$/.exec(request)?.[1];
    return n ? session(200, idOf(Number(n)), `joined-${n}`) : undefined;
  };
  return { desk, tab, join, ann, yes };
}

const keys = (desk: Desk) => [...desk.storage.map.keys()];

test("all that was anonymous is the person's, with what is unsent, once, even if two tabs do it", async () => {
  const { desk, tab, join, ann, yes } = await browser(2);
  desk.world.onSocket = (socket) => socket.end(1006);
  tab.sendMessage("unsent");
  tab.stop();
  desk.storage.setItem(`${KEY}:seen`, "seen");
  desk.answer = yes;
  expect(await Promise.all([join(), join()])).toEqual([null, null]);
  expect(keys(desk).filter((key) => !key.startsWith(`${KEY}@ann`))).toEqual([]);
  expect(desk.storage.getItem(`${KEY}@ann:seen`)).toBe("seen");
  desk.world.onSocket = (socket) => socket.open();
  const client = ann();
  expect(
    knownRequests(client)
      .map((one) => one.conversationId)
      .sort(),
  ).toEqual([idOf(1), idOf(2)]);
  client.start();
  await tick(1_000);
  expect(desk.world.socket.protocols).toEqual(["deskbell.1", "t.joined-2"]);
  expect(texts(client.snapshot)).toEqual(["question 2", "unsent"]);
  expect(desk.begun).toBe(2);
});

test("unsent files stay the conversation's that they were uploaded to: they go along with it, and not to another one", async () => {
  const files = [{ id: `f_${"a".repeat(26)}`, name: "a.txt", type: "text/plain", size: 1 } as FileRef];
  for (const to of [1, 7]) {
    const { desk, tab, join } = await browser(1);
    desk.world.onSocket = (socket) => socket.end(1006);
    tab.sendMessage("see this", { files });
    tab.sendMessage("", { files });
    tab.stop();
    desk.answer = (request) => (request.endsWith("/identity") ? session(200, idOf(to), "joined") : undefined);
    await join();
    const own = JSON.parse(desk.storage.getItem(`${KEY}@ann:outbox`) ?? "[]") as Stored[];
    expect(own.map((one) => [one.to, one.text, one.files, one.code])).toEqual([
      [idOf(to), "see this", to === 1 ? files : undefined, undefined],
      [idOf(to), "", files, to === 1 ? undefined : "not_found"],
    ]);
  }
});

test("what is somebody else's stays apart; a token that is no good, or no network, changes nothing", async () => {
  const { desk, join, ann } = await browser(1);
  const before = JSON.stringify([...desk.storage.map]);
  desk.answer = (request) => (request.endsWith("/identity") ? refusal(401, "identity_refused") : undefined);
  expect(await join()).toBe("identity_refused");
  desk.answer = (request) => (request.endsWith("/identity") ? "network" : undefined);
  expect(await join()).toBe(0);
  desk.answer = (request) => (request.endsWith("/identity") ? refusal(409, "wrong_state") : undefined);
  expect(await join()).toBe(null);
  expect(JSON.stringify([...desk.storage.map])).toBe(before);
  expect(ann().hasSession()).toBe(false);
});

test("a person's right that is over is signed anew, and the talk goes on; with a token that is no good it stays on the screen", async () => {
  const { desk, join, ann, yes } = await browser(1);
  desk.answer = yes;
  await join();
  const client = ann();
  client.start();
  await tick(1_000);
  let mine: Desk["answer"] = () => ({
    status: 200,
    body: { conversations: [(session(200, idOf(1), "fresh") as { body: object }).body] },
  });
  desk.answer = (request, body) => {
    if (request.endsWith("/session")) return refusal(401, "unauthorized");
    return request.endsWith("/mine") ? mine(request, body) : undefined;
  };
  desk.world.socket.end(4401);
  await tick(2_000);
  expect(desk.world.socket.protocols).toEqual(["deskbell.1", "t.fresh"]);
  expect(client.snapshot).toMatchObject({ phase: "online", refusal: null });
  mine = () => refusal(401, "identity_refused");
  desk.world.socket.end(4401);
  await tick(2_000);
  expect(client.snapshot).toMatchObject({ phase: "refused", refusal: "identity_refused" });
  expect(texts(client.snapshot)).toEqual(["question 1"]);
  expect(keys(desk)).toContain(`${KEY}@ann`);
});
