import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ConversationEvent } from "../protocol/frames.ts";
import type { Message, Stream } from "../protocol/model.ts";
import { storedOutbox } from "./outbox.ts";
import type { AnyCommand } from "./queue.ts";
import { type Input, initialState, type State } from "./state.ts";
import { step } from "./step.ts";
import { COLLEAGUE, ModelServer } from "./testing/model-server.ts";
import { memoryStorage } from "./testing/world.ts";

const actions = [
  "send",
  "others",
  "note",
  "connect",
  "lose",
  "up",
  "up twice",
  "down",
  "down twice",
  "drop down",
  "swap up",
  "swap down",
  "time",
  "older",
  "reload",
  "restore",
] as const;
type Action = (typeof actions)[number];

/** One client and one server with a network between them that loses, doubles and swaps. */
class Run {
  readonly server: ModelServer;
  readonly outbox = storedOutbox(memoryStorage(), "outbox");
  readonly sent: string[] = [];
  state: State;
  restored = false;
  private up: AnyCommand[] = [];
  private down: ConversationEvent[] = [];
  private later: Input[] = [];

  constructor(role: "visitor" | "agent", sizes: { backlog: number; pageSize: number }) {
    this.server = new ModelServer({ ...sizes, role });
    this.state = initialState(role);
  }

  input(input: Input): void {
    const { state, effects } = step(this.state, input);
    this.state = state;
    for (const effect of effects) {
      if (effect.do === "send") this.up.push(effect.frame);
      if (effect.do === "later") this.later.push(effect.input);
      if (effect.do === "keep") this.outbox.keep(effect.message);
      if (effect.do === "drop") this.outbox.drop(effect.clientId);
    }
  }

  act(action: Action): void {
    switch (action) {
      case "send": {
        const clientId = `message-${this.sent.length}`;
        this.sent.push(clientId);
        this.input({ on: "message", message: { clientId, text: clientId, state: "pending", at: 0 } });
        return;
      }
      case "others":
      case "note": {
        if (action === "note" && this.state.role === "visitor") return;
        const event = this.server.append(COLLEAGUE, "?", undefined, action === "note" ? "internal" : "public");
        if (this.state.open) this.down.push(event);
        return;
      }
      case "connect":
        if (!this.state.open) this.input({ on: "opened" });
        return;
      case "lose":
        this.up = [];
        this.down = [];
        this.input({ on: "lost", tooBig: false });
        return;
      case "up":
      case "up twice": {
        const frame = this.up[0];
        if (frame) this.down.push(...this.server.answer(frame));
        if (action === "up") this.up.shift();
        return;
      }
      case "down":
      case "down twice": {
        const frame = this.down[0];
        if (frame) this.input({ on: "frame", frame });
        if (action === "down") this.down.shift();
        return;
      }
      case "drop down":
        // One frame alone, which no network does; but a faulty server may. `welcome` is what the rest rests on.
        if (this.down[0]?.type !== "welcome") this.down.shift();
        return;
      case "swap up":
      case "swap down": {
        // What was sent last overtakes everything.
        const frames: unknown[] = action === "swap up" ? this.up : this.down;
        frames.unshift(...frames.splice(-1));
        return;
      }
      case "time":
        for (const input of this.later.splice(0)) this.input(input);
        return;
      case "older":
        this.input({ on: "older", stream: "public" });
        return;
      case "reload":
        this.act("lose");
        // An agent's messages are in memory only; a reload is a visitor's matter.
        if (this.state.role === "visitor") this.state = initialState("visitor", this.outbox.read());
        return;
      case "restore":
        // The object restarts: all its sockets go.
        this.act("lose");
        this.server.restore(Math.floor(this.server.log.public.length / 2));
        this.restored = true;
    }
  }

  drain(): void {
    for (let i = 0; this.up.length + this.down.length > 0; i++) {
      if (i > 10_000) throw new Error("the two never come to rest");
      this.act(this.down.length > 0 ? "down" : "up");
    }
  }
}

const seqs = (messages: readonly Message[]) => messages.map((m) => m.seq);
const streams: Stream[] = ["public", "internal"];

function mustHoldAlways({ state, server }: Run): void {
  for (const stream of streams) {
    const { messages, hasOlder } = state.lists[stream];
    const first = messages[0]?.seq ?? 1;
    expect(seqs(messages)).toEqual(messages.map((_, i) => first + i));
    expect(hasOlder).toBe(first > 1);
    if (state.epoch === server.epoch) {
      expect(messages).toEqual(server.log[stream].slice(first - 1, first - 1 + messages.length));
    }
  }
  const shown = [
    ...state.lists.public.messages.flatMap((m) => m.clientId ?? []),
    ...state.queue.map((entry) => entry.clientId),
  ];
  expect(new Set(shown).size).toBe(shown.length);
}

const script = fc.array(fc.constantFrom(...actions), { minLength: 10, maxLength: 120 });
const sizes = fc.record({ backlog: fc.integer({ min: 1, max: 7 }), pageSize: fc.integer({ min: 1, max: 4 }) });

for (const role of ["visitor", "agent"] as const) {
  test(`${role}: whatever is lost, doubled and reconnected, the list is the server's and every message is there once`, () => {
    fc.assert(
      fc.property(script, sizes, (script, sizes) => {
        const run = new Run(role, sizes);
        for (const action of script) {
          run.act(action);
          mustHoldAlways(run);
        }
        run.act("lose");
        run.act("connect");
        run.drain();
        while (run.state.lists.public.hasOlder) {
          run.act("older");
          run.drain();
        }
        mustHoldAlways(run);
        const { state, server, sent } = run;
        expect(state.lists.public.messages).toEqual(server.log.public);
        expect(state.lists.internal.messages.at(-1)?.seq ?? 0).toBe(role === "agent" ? server.log.internal.length : 0);
        expect(state.queue).toEqual([]);
        expect(run.outbox.read()).toEqual([]);
        const stored = server.log.public.flatMap((m) => m.clientId ?? []);
        expect(new Set(stored).size).toBe(stored.length);
        // A restored backup may lack what was acknowledged; nothing else may.
        // And order: the server has them as they were given.
        expect(stored).toEqual(run.restored ? sent.filter((id) => stored.includes(id)) : sent);
      }),
      { numRuns: 500 },
    );
  });
}
