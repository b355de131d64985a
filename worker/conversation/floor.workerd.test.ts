import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import type { Env } from "../env.ts";
import { conversation } from "../objects.ts";
import { agentAt, directly, someone } from "../testing/direct.ts";
import { fresh } from "../testing/fresh.ts";
import { escalated, newConversation, type Peer, visitor } from "../testing/peer.ts";

const bindings = env as unknown as Env;
afterEach(() => fresh());

type Shown = {
  seq: number;
  stream: string;
  author: { kind: string; name?: string };
  body: { phrase?: { key: string } };
};
const shown = (peer: Peer, stream = "public") =>
  peer.frames
    .filter((f) => f.type === "message.created")
    .map((f) => f.message as Shown)
    .filter((m) => m.stream === stream);

describe("races for the floor, through sockets", () => {
  it("a take-over against messages that are under way: the bot says nothing after it", async () => {
    const { session, peer } = await escalated();
    const agent = await agentAt(session, "Anna");
    await agent.command({ type: "ticket.claim", expected: null });
    const rounds = 30;
    for (let round = 0; round < rounds; round++) {
      await agent.command({ type: "floor.return" });
      const from = shown(agent).length;
      const says = Array.from({ length: 3 }, (_, i) => () => peer.say(`hello ${round} ${i}`));
      const acts: (() => Promise<unknown>)[] = [...says];
      acts.splice(round % 4, 0, () => agent.command({ type: "ticket.claim", expected: null }));
      await Promise.all(acts.map((act) => act()));
      await agent.hello({ public: 0, internal: 0 });
      const added = shown(agent).slice(from);
      const joined = added.findIndex(({ body }) => body.phrase?.key === "agent_joined");
      expect(joined).toBeGreaterThanOrEqual(0);
      expect(added.slice(joined).filter(({ author }) => author.kind === "bot")).toEqual([]);
      // Whom the bot had the floor for, it has answered, at once.
      const before = added.slice(0, joined).filter(({ author }) => author.kind !== "system");
      before.forEach(({ author }, i) => expect(author.kind).toBe(i % 2 === 0 ? "visitor" : "bot"));
    }
  });

  it("fifty times two agents claim at once: one wins, the other is told who, everybody sees the same", async () => {
    const { session, peer } = await escalated();
    const [anna, boris] = [await agentAt(session, "Anna"), await agentAt(session, "Boris")];
    for (let round = 0; round < 50; round++) {
      const order = round % 2 === 0 ? [anna, boris] : [boris, anna];
      const answers = await Promise.all(order.map((who) => who.command({ type: "ticket.claim", expected: null })));
      expect(answers.map((f) => f.type).sort()).toEqual(["command.acknowledged", "command.refused"]);
      const winner = answers[0]?.type === "command.acknowledged" ? order[0] : order[1];
      const name = winner === anna ? "Anna" : "Boris";
      expect(answers.find((f) => f.type === "command.refused")).toMatchObject({ code: "taken", owner: { name } });
      expect(await winner?.command({ type: "message.send", text: "mine" })).toMatchObject({
        type: "command.acknowledged",
      });
      expect(await winner?.command({ type: "floor.return" })).toMatchObject({ type: "command.acknowledged" });
    }
    await peer.hello();
    expect(shown(peer).filter(({ body }) => body.phrase?.key === "agent_joined")).toHaveLength(50);
    expect(shown(anna)).toEqual(shown(boris).map((m) => expect.objectContaining({ seq: m.seq, body: m.body })));
  });
});

it("five tabs and three agents who all talk at once see one list in one order; newcomers see the same", async () => {
  const { session, peer } = await escalated();
  const tabs = [peer, ...(await Promise.all([1, 2, 3, 4].map(() => visitor(session))))];
  const agents: Peer[] = [];
  for (const name of ["Anna", "Boris", "Carl"]) agents.push(await agentAt(session, name));
  await agents[0]?.command({ type: "ticket.claim", expected: null });
  const seqs = (who: Peer, stream?: string) => shown(who, stream).map(({ seq }) => seq);
  const first = seqs(peer).length;
  await Promise.all([
    ...tabs.flatMap((tab, t) => Array.from({ length: 6 }, (_, i) => tab.say(`tab ${t} says ${i}`))),
    ...agents.flatMap((agent, a) =>
      Array.from({ length: 4 }, (_, i) => agent.command({ type: "note.add", text: `note ${a} ${i}` })),
    ),
    ...Array.from({ length: 4 }, (_, i) => agents[0]?.command({ type: "message.send", text: `reply ${i}` })),
  ]);
  const everybody = [...tabs, ...agents];
  await Promise.all(everybody.map((who) => who.hello()));
  const total = 5 * 6 + 4 + 1;
  for (const who of everybody) {
    const all = shown(who).slice(-total);
    expect(all.map(({ body }) => body)).toEqual(
      shown(peer)
        .slice(-total)
        .map(({ body }) => body),
    );
    expect(all.map(({ seq }) => seq)).toEqual(seqs(peer).slice(first));
  }
  for (const agent of agents) expect(seqs(agent, "internal")).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  for (const tab of tabs) expect(seqs(tab, "internal")).toEqual([]);
  const late = await visitor(session);
  const page = (await late.until((f) => f.type === "messages.page")) as unknown as { messages: Shown[] };
  expect(page.messages.slice(-total).map(({ seq }) => seq)).toEqual(seqs(peer).slice(first));
});

describe("who the visitor is", () => {
  const ada = { id: "42", name: "Ada", email: "ada@shop.example" };
  const personSeen = (agent: Peer) =>
    (agent.frames.filter((f) => f.ticket !== undefined).at(-1)?.ticket as { person: unknown } | undefined)?.person;

  it("comes signed, is kept with what they say, and is for agents only", async () => {
    const { conversationId, ...rest } = await newConversation();
    const session = { conversationId, ...rest };
    const signed = await directly(conversationId, someone(ada));
    await signed.hello();
    await signed.say("a human please", { choice: { of: 0, pick: "human" } });
    const agent = await agentAt(session, "Anna");
    expect(personSeen(agent)).toEqual(ada);
    const rows = () => conversation(bindings, conversationId).rowsWritten();
    const before = (await rows()).state;

    // Anonymous, and somebody else: not let in. The same again: nothing changes and nothing is written.
    for (const who of [undefined, { ...ada, id: "43", name: "Eve" }]) {
      await expect(directly(conversationId, someone(who))).rejects.toThrow("no upgrade: 401");
    }
    const same = await directly(conversationId, someone({ ...ada }));
    await same.hello();
    await same.say("hello again");
    await agent.hello({ public: 0, internal: 0 });
    expect(personSeen(agent)).toEqual(ada);
    expect((await rows()).state).toBe(before);

    const renamed = await directly(conversationId, someone({ ...ada, name: "Ada L." }));
    await renamed.hello();
    await renamed.say("I have married");
    await agent.until((f) => f.type === "ticket.changed" && JSON.stringify(f).includes("Ada L."));
    expect((await rows()).state).toBe((before ?? 0) + 1);
    for (const who of [signed, renamed]) {
      for (const text of who.texts) expect(text).not.toContain("ada@shop.example");
    }
  });

  it("is nobody where nobody vouches, whatever the page's context says", async () => {
    const { session } = await escalated();
    expect(personSeen(await agentAt(session, "Anna"))).toBeNull();
  });
});
