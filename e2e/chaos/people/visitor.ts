import { environmentOf } from "../../../client/environment.ts";
import { ask } from "../../../client/http.ts";
import { requestCommands } from "../../../client/request-commands.ts";
import type { Snapshot } from "../../../client/types.ts";
import { type VisitorClient, visitorConversation } from "../../../client/visitor.ts";
import type { History } from "../history.ts";
import type { Talk, VisitorStep } from "../talk.ts";
import { finish, watch } from "./watch.ts";
import { type Wire, wire } from "./wire.ts";

export type Place = { server: string; origin: string; site: string };
type Tab = { party: string; client: VisitorClient; wire: Wire };

/** A visitor with one browser and its tabs, which share their storage as real ones do. */
export class Visitor {
  readonly talk: Talk;
  readonly #place: Place;
  readonly #history: History;
  readonly #stored = new Map<string, string>();
  readonly #tabs: Tab[] = [];
  #opened = 0;

  constructor(talk: Talk, place: Place, history: History) {
    this.talk = talk;
    this.#place = place;
    this.#history = history;
    this.openTab();
  }

  get storage() {
    return {
      getItem: (key: string) => this.#stored.get(key) ?? null,
      setItem: (key: string, value: string) => void this.#stored.set(key, value),
      removeItem: (key: string) => void this.#stored.delete(key),
    };
  }

  /** Storage as it is now, for a reader that must not disturb it. */
  copyOfStorage(): Map<string, string> {
    return new Map(this.#stored);
  }

  /** null until the conversation has begun. */
  get conversation(): string | null {
    const session = this.#stored.get(`deskbell:${this.#place.server}:${this.#place.site}`);
    return session ? (JSON.parse(session) as { conversationId: string }).conversationId : null;
  }

  /** Of each tab. */
  get phases(): Snapshot["phase"][] {
    return this.#tabs.map((t) => t.client.snapshot.phase);
  }

  openTab(): void {
    const { server, site, origin } = this.#place;
    const { index, blocked, locale } = this.talk;
    const party = `v${index}.${this.#opened++}`;
    // Each visitor comes from an address of their own, as through a real proxy.
    const address = `198.51.${Math.floor(index / 250)}.${(index % 250) + 1}`;
    const headers = { Origin: origin, "X-Forwarded-For": address };
    const network = wire(party, headers, this.#history, { blocked, seed: index * 100 + this.#opened });
    const client = visitorConversation({
      server,
      site,
      storage: this.storage,
      context: () => ({ locale, timeZone: "Europe/Moscow", pageUrl: `${origin}/`, pageTitle: "Shop", referrer: "" }),
      environment: network.environment,
    });
    watch(client, party, () => this.conversation, this.#history);
    client.start();
    this.#tabs.push({ party, client, wire: network });
  }

  wake(): void {
    for (const tab of this.#tabs) tab.wire.wake();
  }

  act(step: VisitorStep): void {
    const tab = this.#tabs[step.tab % this.#tabs.length];
    if (!tab) return;
    switch (step.do) {
      case "say":
      case "human":
        this.#history.add({
          kind: "wrote",
          at: Date.now(),
          party: tab.party,
          talk: this.talk.index,
          stream: "public",
          said: step.text,
        });
        tab.client.sendMessage(step.text, step.do === "human" ? { choice: { of: 0, pick: "human" } } : {});
        return;
      case "contact":
        void requestCommands(tab.client, ask, environmentOf()).setContact(step.text);
        return;
      case "confirm":
        void requestCommands(tab.client, ask, environmentOf()).confirm(step.solved);
        return;
      case "rate":
        void requestCommands(tab.client, ask, environmentOf()).rate(step.stars, "");
        return;
      case "tab":
        if (this.conversation) this.openTab();
        return;
      case "reload":
        this.#close(tab);
        this.openTab();
        return;
      case "offline":
        tab.client.stop();
        setTimeout(() => tab.client.start(), step.ms);
        return;
    }
  }

  /** Everything this visitor wrote is sent or refused, and every tab is connected. */
  get settled(): boolean {
    return this.#tabs.every(
      ({ client: { snapshot: s } }) =>
        (s.phase === "online" || (s.phase === "idle" && !this.conversation)) &&
        !s.pending.some((m) => m.state === "pending"),
    );
  }

  /** Closes all tabs, unless something is still to be sent. False: not yet. */
  leave(): boolean {
    if (!this.settled) return false;
    for (let tab = this.#tabs[0]; tab; tab = this.#tabs[0]) this.#close(tab);
    return true;
  }

  finish(): void {
    for (const { client, party } of this.#tabs)
      finish(client, party, this.talk.index, this.conversation, true, this.#history);
  }

  end(): void {
    for (const { client } of this.#tabs) client.stop();
  }

  #close(tab: Tab): void {
    finish(tab.client, tab.party, this.talk.index, this.conversation, false, this.#history);
    tab.client.stop();
    this.#tabs.splice(this.#tabs.indexOf(tab), 1);
  }
}
