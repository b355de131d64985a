import * as fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FAIR, Network, type Weather } from "./testing/network.ts";
import { KEY } from "./testing/visit.ts";
import { CONTEXT, memoryStorage, SERVER } from "./testing/world.ts";
import { type VisitorClient, visitorConversation } from "./visitor.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tick = (ms: number) => vi.advanceTimersByTimeAsync(ms);

const weather = fc.oneof(
  ...(["down", "blocked", "swallowing", "stalled", "doubled", "swapping", "strict"] as const).map((fault) =>
    fc.constant<Partial<Weather>>({ [fault]: true }),
  ),
  fc.constant<Partial<Weather>>({}),
  fc.constant<Partial<Weather>>({ delay: 2_000 }),
  fc.constant<Partial<Weather>>({ delay: 2_000, swapping: true }),
);
const action = fc.oneof(
  fc.record({ kind: fc.constant("weather" as const), weather }),
  fc.record({ kind: fc.constantFrom("say" as const, "others" as const) }),
  fc.record({ kind: fc.constantFrom("cut" as const, "restart" as const, "wake" as const, "reload" as const) }),
  fc.record({ kind: fc.constant("restore" as const) }),
  fc.record({ kind: fc.constant("pass" as const), ms: fc.constantFrom(1, 100, 3_000, 40_000, 400_000) }),
);
const script = fc.array(action, { minLength: 5, maxLength: 40 });

class Run {
  readonly network: Network;
  readonly storage = memoryStorage();
  readonly sent: string[] = [];
  client: VisitorClient;
  restored = false;

  constructor(seed: number) {
    let state = seed;
    this.network = new Network(() => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return state / 2 ** 31;
    });
    this.client = this.visit();
  }

  visit(): VisitorClient {
    return visitorConversation({
      server: SERVER,
      site: "shop",
      storage: this.storage,
      context: () => CONTEXT,
      environment: this.network.environment(),
    });
  }

  async act(action: typeof script extends fc.Arbitrary<(infer A)[]> ? A : never): Promise<void> {
    const { network } = this;
    const { id } = this;
    switch (action.kind) {
      case "weather":
        network.turn(action.weather);
        break;
      case "say":
        this.say();
        break;
      case "others":
        if (id) network.say(id, "?");
        break;
      case "cut":
        network.cut();
        break;
      case "restart":
        network.cut(1012);
        break;
      case "wake":
        network.wake();
        break;
      case "reload":
        this.client.stop();
        this.client = this.visit();
        this.client.start();
        break;
      case "restore":
        if (!id) break;
        network.cut(1012);
        network.server(id).restore(Math.floor(network.server(id).log.public.length / 2));
        this.restored = true;
        break;
      case "pass":
        await tick(action.ms);
    }
    await tick(1);
    mustHoldAlways(this.client);
  }

  /** The conversation that was begun. */
  get id(): string | undefined {
    return (JSON.parse(this.storage.getItem(KEY) ?? "{}") as { conversationId?: string }).conversationId;
  }

  say(): void {
    const text = `message ${this.sent.length}`;
    this.sent.push(text);
    this.client.sendMessage(text);
  }

  /** Own words as the server of a conversation has them. */
  stored(id: string): string[] {
    const { log } = this.network.server(id);
    return log.public.flatMap((m) => (m.author.kind === "visitor" && m.body.kind === "text" ? m.body.text : []));
  }
}

function mustHoldAlways(client: VisitorClient): void {
  const { messages, pending } = client.snapshot;
  const first = messages.public[0]?.seq ?? 1;
  expect(messages.public.map((m) => m.seq)).toEqual(messages.public.map((_, i) => first + i));
  const shown = [...messages.public, ...pending].flatMap((m) => m.clientId ?? []);
  expect(new Set(shown).size).toBe(shown.length);
}

test("whatever the network and the server do, two minutes after they stop everything is said once, in order, and it is quiet", async () => {
  await fc.assert(
    fc.asyncProperty(script, fc.integer({ min: 1, max: 2 ** 30 }), async (script, seed) => {
      vi.clearAllTimers();
      const run = new Run(seed);
      run.say();
      for (const action of script) await run.act(action);
      // No socket swaps frames. If one does, order and density hold all the same, and the next connection brings what was passed over.
      if (script.some((a) => a.kind === "weather" && a.weather.swapping)) run.network.cut();
      run.network.turn(FAIR);
      await tick(120_000);
      const { client, network, sent } = run;
      const { id = "" } = run;
      const others = [...network.servers.keys()].filter((other) => other !== id);
      expect(client.snapshot).toMatchObject({ phase: "online", pending: [] });
      expect(client.snapshot.messages.public).toEqual(network.server(id).log.public);
      expect(others.map((o) => run.stored(o))).toEqual(others.map(() => []));
      // A restored backup may lack what was acknowledged; nothing else may.
      const stored = run.stored(id);
      expect(stored).toEqual(run.restored ? sent.filter((text) => stored.includes(text)) : sent);
      const before = network.begun;
      await tick(600_000);
      // At most one question for events in 25 s, and now and then a try for a socket.
      expect(network.begun - before).toBeLessThan(40);
      client.stop();
    }),
    { numRuns: 100 },
  );
});
