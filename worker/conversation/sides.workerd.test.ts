import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { FRAMES_WAITING_MAX, READS_BURST } from "../../protocol/limits.ts";
import type { Env } from "../env.ts";
import { agentAt } from "../testing/direct.ts";
import { fresh } from "../testing/fresh.ts";
import { escalated } from "../testing/peer.ts";

const bindings = env as unknown as Env;

afterEach(async () => {
  vi.useRealTimers();
  delete bindings.CHAOS;
  await fresh();
});

describe("a visitor who makes noise does not keep the agents out", () => {
  it("by reading without end", async () => {
    const { session, peer } = await escalated();
    // Nothing is refilled.
    vi.setSystemTime(Date.now());
    for (let i = 0; i <= READS_BURST; i++) peer.raw('{"type":"hello","have":{"public":0},"epoch":null}');
    await peer.until((f) => f.type === "error" && f.code === "too_many");
    const agent = await agentAt(session, "Anna");
    expect(agent.frames[0]).toMatchObject({ type: "welcome" });
  });

  it("by frames that wait: the agent's go into the same line", async () => {
    const { session, peer } = await escalated();
    const agent = await agentAt(session, "Anna");
    let open: () => void = () => undefined;
    const gate = new Promise<Response>((resolve) => {
      open = () => resolve(new Response());
    });
    bindings.CHAOS = { fetch: () => gate } as unknown as Fetcher;
    for (let i = 0; i <= FRAMES_WAITING_MAX; i++) {
      peer.raw(JSON.stringify({ type: "message.send", clientId: `flood-no-${i}`, text: "x" }));
    }
    await peer.until((f) => f.type === "command.refused" && f.clientId === `flood-no-${FRAMES_WAITING_MAX}`);
    const claimed = agent.command({ type: "ticket.claim", expected: null });
    delete bindings.CHAOS;
    open();
    expect(await claimed).toMatchObject({ type: "command.acknowledged" });
    // And nothing of what waited before it is lost.
    await peer.until((f) => f.clientId === `flood-no-${FRAMES_WAITING_MAX - 1}`);
  });
});
