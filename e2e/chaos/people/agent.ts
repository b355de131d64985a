import { type AgentClient, agentConversation } from "../../../client/agent.ts";
import type { CommandResult, Snapshot } from "../../../client/types.ts";
import type { History } from "../history.ts";
import type { AgentStep, Talk } from "../talk.ts";
import type { Account } from "./accounts.ts";
import { finish, watch } from "./watch.ts";
import { type Wire, wire } from "./wire.ts";

/** One agent's view of one conversation. */
export class AgentView {
  readonly party: string;
  readonly conversation: string;
  readonly #talk: Talk;
  readonly #client: AgentClient;
  readonly #wire: Wire;
  readonly #history: History;
  /** Commands that wait for their answer: they too must come to an end. */
  #waiting = 0;

  constructor(account: Account, talk: Talk, conversation: string, server: string, history: History) {
    this.#talk = talk;
    this.#history = history;
    this.conversation = conversation;
    this.party = `${account.name}@${talk.index}`;
    this.#wire = wire(this.party, account.headers, history, { seed: talk.index * 1_000 + account.index });
    this.#client = agentConversation({ server, conversationId: conversation, environment: this.#wire.environment });
    watch(this.#client, this.party, () => conversation, history);
    this.#client.start();
  }

  wake(): void {
    this.#wire.wake();
  }

  act(step: AgentStep): void {
    const client = this.#client;
    switch (step.do) {
      case "claim":
        // As a person does: from what the screen shows, which may be old.
        this.#await(client.claim(client.snapshot.ticket?.ticket?.assignee?.id ?? null));
        return;
      case "say":
        this.#wrote("public", step.text);
        client.sendMessage(step.text);
        return;
      case "note":
        this.#wrote("internal", step.text);
        this.#await(client.addNote(step.text));
        return;
      case "return":
        this.#await(client.returnToBot());
        return;
      case "resolve":
        this.#await(client.resolve(step.text));
        return;
    }
  }

  get phase(): Snapshot["phase"] {
    return this.#client.snapshot.phase;
  }

  get settled(): boolean {
    const { phase, pending } = this.#client.snapshot;
    return phase === "online" && this.#waiting === 0 && !pending.some((m) => m.state === "pending");
  }

  /** Closes the conversation, unless something is still to be sent. False: not yet. */
  leave(): boolean {
    if (!this.settled) return false;
    this.finish(false);
    this.end();
    return true;
  }

  finish(live = true): void {
    finish(this.#client, this.party, this.#talk.index, this.conversation, live, this.#history);
  }

  end(): void {
    this.#client.stop();
  }

  #wrote(stream: "public" | "internal", said: string): void {
    this.#history.add({ kind: "wrote", at: Date.now(), party: this.party, talk: this.#talk.index, stream, said });
  }

  #await(answer: Promise<CommandResult>): void {
    this.#waiting++;
    void answer.finally(() => this.#waiting--);
  }
}
