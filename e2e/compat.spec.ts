import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { RawDesk } from "./compat/raw-desk.ts";
import { lastRelease, present, type Release } from "./compat/release.ts";
import {
  askAndEscalate,
  list,
  openAgent,
  openVisitor,
  overRestart,
  sameList,
  solve,
  takeOver,
} from "./compat/story.ts";

/*
 * One version back, both ways, without a browser: pages stay open over a deployment, and an embedded file may be cached for
 * longer. The clients are the real ones, in Node; the servers are raw workerd.
 */

let folder = "";
let old: Release;
let now: Release;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "deskbell-compat-"));
  [old, now] = await Promise.all([lastRelease(folder), present(folder)]);
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

async function story(client: Release, server: Release, afterRestart: Release): Promise<void> {
  const desk = await RawDesk.in(await mkdtemp(join(folder, "desk-")));
  await desk.run(server);
  const cookie = await desk.setUp();
  const visitor = openVisitor(client.client, desk);
  try {
    const id = await askAndEscalate(visitor);
    const agent = openAgent(client.client, desk, cookie, id);
    try {
      await takeOver(visitor, agent);
      await desk.kill();
      await overRestart(visitor, agent, () => desk.run(afterRestart));
      await solve(visitor, agent);
    } finally {
      agent.stop();
    }
  } finally {
    visitor.stop();
    await desk.kill();
  }
}

test("a client of the release before this one with this server", () => story(old, now, now));
test("this client with the server of the release before this one", () => story(now, old, old));
test("pages that stay open while the server is replaced by this one", () => story(old, old, now));

test("a data folder of the release before this one keeps everything", async () => {
  const desk = await RawDesk.in(await mkdtemp(join(folder, "desk-")));
  await desk.run(old);
  const cookie = await desk.setUp();
  const visitor = openVisitor(old.client, desk);
  const id = await askAndEscalate(visitor);
  const before = openAgent(old.client, desk, cookie, id);
  await takeOver(visitor, before);
  await before.addNote("SECRET-NOTE");
  const written = {
    list: list(visitor),
    notes: before.snapshot.messages.internal,
    view: visitor.snapshot.conversation,
  };
  for (const client of [visitor, before]) client.stop();
  await desk.kill();

  await desk.run(now);
  const after = openAgent(now.client, desk, cookie, id);
  try {
    visitor.start();
    await overRestart(visitor, after, async () => after.start());
    expect(list(visitor).slice(0, written.list.length)).toEqual(written.list);
    expect(after.snapshot.messages.internal.map((m) => m.body)).toEqual(
      expect.arrayContaining(written.notes.map((m) => m.body)),
    );
    expect(visitor.snapshot.conversation?.ticketNumber).toBe(written.view?.ticketNumber);
    sameList(visitor, after);
    // The next request gets a number of its own, after the old ones.
    const second = openVisitor(now.client, desk);
    await askAndEscalate(second);
    expect(second.snapshot.conversation?.ticketNumber).toBeGreaterThan(written.view?.ticketNumber ?? 0);
    second.stop();
    await solve(visitor, after);
  } finally {
    for (const client of [visitor, after]) client.stop();
    await desk.kill();
  }
});
