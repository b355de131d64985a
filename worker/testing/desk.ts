import type {
  AgentId,
  Body,
  ConversationId,
  EscalationReason,
  FileRef,
  Message,
  SiteId,
} from "../../protocol/model.ts";
import type { Hours } from "../../protocol/settings.ts";
import { phrase } from "../bot/phrases.ts";
import type { BotInput, BotReply } from "../bot/respond.ts";
import type { ConversationState } from "../conversation/state.ts";
import { turn } from "../conversation/turn.ts";
import { closeUnconfirmed } from "../conversation/turn-closing.ts";
import { authorId, type Command, type Transcript, type TurnResult } from "../conversation/turn-types.ts";

export const anna = { id: "a_anna" as AgentId, name: "Anna" };
export const boris = { id: "a_boris" as AgentId, name: "Boris" };

/** A bot that answers, unless the text begins with "?": then it escalates for the reason behind it. */
function bot({ text, when }: BotInput): BotReply {
  const reason = text.startsWith("?") ? (text.slice(1) as EscalationReason) : null;
  const said = reason ? phrase("escalated_nothing_found", { when: when?.() ?? "" }, "en") : phrase("clarify", {}, "en");
  const body: Body = { kind: "phrase", phrase: said, options: [{ pick: "a/b", label: "A" }] };
  const explanation = {
    kbVersion: "v",
    decision: reason ? ("escalate" as const) : ("answer" as const),
    terms: [],
    unknownTerms: [],
    hits: [],
    confidence: 0.5,
    answerThreshold: 0.5,
    clarifyThreshold: 0.2,
  };
  return { body, escalate: reason, explanation };
}

/** A conversation in memory: applies what turns return, as the object does. */
export class Desk {
  state: ConversationState = {
    v: 1,
    workspace: "main",
    siteId: "demo" as SiteId,
    id: "c_0" as ConversationId,
    epoch: "e",
    floor: "bot",
    context: null,
    contact: null,
    ticket: null,
    syncedVersion: 0,
  };
  readonly log: Message[] = [];
  now = 1000;
  asked: string[] = [];
  mayWrite = true;
  files: FileRef[] = [];
  hours: Hours | null = null;
  consents: { text: string; version: string }[] = [];
  #ids = 0;

  do(command: Command): TurnResult {
    this.now += 10;
    const result = turn(command, {
      now: this.now,
      state: this.state,
      settingsVersion: 1,
      hours: this.hours,
      consents: this.consents,
      mayWrite: () => this.mayWrite,
      attached: (ids) => {
        const found = ids.flatMap((id) => this.files.filter((file) => file.id === id));
        return found.length === ids.length ? found : null;
      },
      respond: (input) => {
        this.asked.push(input.pick ?? input.text);
        return bot(input);
      },
      transcript: this.#transcript(),
    });
    return this.#apply(result);
  }

  /** What the alarm does by itself; false: it was not time. */
  tick(): boolean {
    const { now, state } = this;
    const result = closeUnconfirmed({ now, state, transcript: this.#transcript() });
    if (result) this.#apply(result);
    return result !== null;
  }

  id(): string {
    return `client-${++this.#ids}`;
  }
  says(text: string, choice?: { of: number; pick: string }): TurnResult {
    return this.do({ kind: "visitor_message", clientId: this.id(), text, choice, browser: "UA" });
  }
  replies(agent: typeof anna, text: string): TurnResult {
    return this.do({ kind: "agent_message", clientId: this.id(), agent, text });
  }
  claims(agent: typeof anna, expected: string | null = null): TurnResult {
    return this.do({ kind: "claim", clientId: this.id(), agent, expected });
  }
  resolves(agent: typeof anna, summary = ""): TurnResult {
    return this.do({ kind: "resolve", clientId: this.id(), agent, summary });
  }
  of(stream: "public" | "internal"): Message[] {
    return this.log.filter((m) => m.stream === stream);
  }

  #apply(result: TurnResult): TurnResult {
    if (result.kind === "changed") {
      this.log.push(...result.entries);
      this.state = result.state;
    }
    return result;
  }

  #transcript(): Transcript {
    return {
      heads: { public: this.of("public").length, internal: this.of("internal").length },
      find: (author, clientId) =>
        this.log.find((m) => authorId(m.author) === author && m.clientId === clientId) ?? null,
      recent: (count) => this.of("public").slice(-count),
    };
  }
}
