import type { KeyValueStorage } from "../client/types.ts";

export type DraftKind = "reply" | "note";
const KEY = "deskbell.drafts";
/** Drafts kept; those not touched for longest go first, so that storage stays small (a draft has at most some 4 000 characters). */
export const DRAFTS_MAX = 30;

/**
 * What is written but not sent, per conversation, over reloads and restarts of the browser. One key holds them all, so that
 * signing out forgets them all; they belong to one agent, so that the next one at this machine never sees them.
 */
export class Drafts {
  readonly #storage: KeyValueStorage;

  /** @param storage one that does not throw (client/safe-storage.ts) */
  constructor(storage: KeyValueStorage) {
    this.#storage = storage;
  }

  /** At sign-in: drafts of somebody else are dropped. */
  belongTo(agentId: string): void {
    const { agent, texts } = this.#read();
    if (agent === agentId) return;
    // Without an owner they were just written by this agent, before it was known who that is.
    this.#write(agentId, agent === null ? texts : new Map());
  }

  read(conversationId: string, kind: DraftKind): string {
    return this.#read().texts.get(`${conversationId}.${kind}`) ?? "";
  }

  write(conversationId: string, kind: DraftKind, text: string): void {
    // Read anew: another tab may have written since.
    const { agent, texts } = this.#read();
    texts.delete(`${conversationId}.${kind}`);
    if (text !== "") texts.set(`${conversationId}.${kind}`, text);
    for (const oldest of texts.keys()) {
      if (texts.size <= DRAFTS_MAX) break;
      texts.delete(oldest);
    }
    this.#write(agent, texts);
  }

  /** The conversation is gone, and nothing of it is to stay. */
  drop(conversationId: string): void {
    this.write(conversationId, "reply", "");
    this.write(conversationId, "note", "");
  }

  clear(): void {
    this.#storage.removeItem(KEY);
  }

  #write(agent: string | null, texts: Map<string, string>): void {
    this.#storage.setItem(KEY, JSON.stringify({ agent, texts: [...texts] }));
  }

  /** Storage can be edited by hand, and an older console may have written something else. */
  #read(): { agent: string | null; texts: Map<string, string> } {
    try {
      const stored: unknown = JSON.parse(this.#storage.getItem(KEY) ?? "null");
      if (typeof stored !== "object" || stored === null || !("texts" in stored) || !Array.isArray(stored.texts)) {
        return { agent: null, texts: new Map() };
      }
      const isEntry = (e: unknown): e is [string, string] => Array.isArray(e) && e.every((x) => typeof x === "string");
      const agent = "agent" in stored && typeof stored.agent === "string" ? stored.agent : null;
      return { agent, texts: new Map(stored.texts.filter(isEntry)) };
    } catch {
      return { agent: null, texts: new Map() };
    }
  }
}
