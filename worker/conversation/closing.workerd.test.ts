import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import type { ConversationView } from "../../protocol/frames.ts";
import type { Env } from "../env.ts";
import { conversation } from "../objects.ts";
import { fresh } from "../testing/fresh.ts";
import { agentOn, agentSocket, escalated, type Peer, signUp, visitor } from "../testing/peer.ts";

const bindings = env as unknown as Env;

afterEach(() => fresh());

const view = (f: Record<string, unknown>) => f.conversation as ConversationView;
const until = (peer: Peer, match: (view: ConversationView) => boolean) =>
  peer.until((f) => f.type === "conversation.changed" && match(view(f)));
const sum = (rows: Record<string, number>) => Object.values(rows).reduce((a, b) => a + b, 0);

/** A visitor whose request Anna has solved. */
async function solved() {
  const { anna } = await signUp();
  const { session, peer } = await escalated();
  const agent = await agentOn(session.conversationId, anna);
  await agent.command({ type: "ticket.claim", expected: null });
  await agent.command({ type: "ticket.resolve", summary: "  Restarted\nthe printer. " });
  await until(peer, (v) => v.status === "solved");
  return { anna, session, peer, agent, object: conversation(bindings, session.conversationId) };
}

describe("after it was solved", () => {
  it("the visitor sees what was done, says yes and rates it; all of it in 5 rows, and only agents see the activities", async () => {
    const { anna, session, peer, agent, object } = await solved();
    await until(peer, (v) => v.closing?.summary === "Restarted the printer.");
    const list = await agentSocket("/v1/console/inbox/socket", anna);
    await runDurableObjectAlarm(object);
    const before = sum(await object.rowsWritten());

    expect(await peer.command({ type: "ticket.confirm", solved: true })).toMatchObject({
      type: "command.acknowledged",
    });
    expect(await peer.command({ type: "rating.set", stars: 5, text: "RATED-TEXT" })).toMatchObject({
      type: "command.acknowledged",
    });
    await until(peer, (v) => v.closing?.confirmed === true && v.closing.rating?.stars === 5);
    // An entry and the state for each; one alarm for the summary that may not go at once.
    expect(sum(await object.rowsWritten()) - before).toBeLessThanOrEqual(5);
    await runDurableObjectAlarm(object);
    await list.until((f) => f.type === "ticket.changed" && (f.ticket as { status: string }).status === "closed");

    await agent.until((f) => f.type === "message.created" && JSON.stringify(f.message).includes('"rated"'));
    const other = await visitor(session);
    await other.until((f) => f.type === "messages.page");
    expect(view(other.frames[0] ?? {}).closing).toEqual({
      summary: "Restarted the printer.",
      confirmed: true,
      rating: { stars: 5, text: "RATED-TEXT" },
    });
    for (const text of [...peer.texts, ...other.texts]) expect(text).not.toMatch(/activity|"confirmed":\{|internal/);
  });

  it("no opens it again once, however often it is sent, also after an eviction", async () => {
    const { session, peer, agent, object } = await solved();
    const no = { type: "ticket.confirm", clientId: "confirm-no-1", solved: false };
    expect(await peer.command(no)).toMatchObject({ type: "command.acknowledged" });
    await until(peer, (v) => v.status === "in_progress" && v.closing === null && v.agent?.name === "Anna");
    await agent.command({ type: "ticket.resolve" });
    await evictDurableObject(object);
    const again = await visitor(session);
    expect(await again.command(no)).toMatchObject({ type: "command.acknowledged" });
    await again.command({ type: "rating.set", stars: 1, text: "" });
    await until(again, (v) => v.status === "solved" && v.closing?.rating?.stars === 1);
    const reopened = peer.texts.filter((t) => t.includes('"message.created"') && t.includes('"reopened"'));
    expect(reopened).toHaveLength(1);
  });

  it.each([
    ["a confirmation", { type: "ticket.confirm", solved: true }],
    ["stars", { type: "rating.set", stars: 5, text: "" }],
  ])("%s of an open request is refused, and bad ones are bad frames", async (_, frame) => {
    const { peer } = await escalated();
    expect(await peer.command(frame)).toMatchObject({ type: "command.refused", code: "wrong_state" });
    const bad = { ...frame, stars: 6, solved: "yes" };
    expect(await peer.command(bad)).toMatchObject({ type: "command.refused", code: "bad_frame" });
  });

  it("an agent cannot speak for the visitor", async () => {
    const { agent } = await solved();
    expect(await agent.command({ type: "ticket.confirm", solved: true })).toMatchObject({ code: "unknown_type" });
  });
});
