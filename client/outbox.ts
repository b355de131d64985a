import { CLIENT_ID } from "../protocol/model.ts";
import type { KeyValueStorage, PendingMessage } from "./types.ts";

/** Messages that one browser keeps unsent for one site. A person offline writes a few; Web Storage holds 5 MB. */
export const OUTBOX_MAX = 200;

/** Messages that the server has not acknowledged, oldest first; they outlive the page. */
export interface Outbox {
  read(): PendingMessage[];
  /** Adds at the end, or replaces the message of the same id where it stands. */
  keep(message: PendingMessage): void;
  drop(clientId: string): void;
}

/**
 * Every change reads what is stored first: another tab of the same site writes to the same key, and its messages must
 * not be lost. Two tabs that send the same message do no harm, since the server knows it by its id.
 *
 * @param storage one that does not throw, see safe-storage.ts
 */
export function storedOutbox(storage: KeyValueStorage, key: string): Outbox {
  function read(): PendingMessage[] {
    try {
      const stored: unknown = JSON.parse(storage.getItem(key) ?? "[]");
      return Array.isArray(stored) ? stored.filter(isPending).slice(0, OUTBOX_MAX) : [];
    } catch {
      return [];
    }
  }

  function write(messages: PendingMessage[]): void {
    if (messages.length > 0) storage.setItem(key, JSON.stringify(messages.slice(0, OUTBOX_MAX)));
    else storage.removeItem(key);
  }

  return {
    read,
    keep(message) {
      const messages = read();
      const at = messages.findIndex((m) => m.clientId === message.clientId);
      if (at < 0) messages.push(message);
      else messages[at] = message;
      write(messages);
    },
    drop(clientId) {
      const messages = read();
      const rest = messages.filter((m) => m.clientId !== clientId);
      if (rest.length < messages.length) write(rest);
    },
  };
}

/** Storage belongs to the page that embeds us: anything may stand there. */
function isPending(value: unknown): value is PendingMessage {
  const m = value as Partial<PendingMessage> | null;
  return (
    typeof m?.clientId === "string" &&
    CLIENT_ID.test(m.clientId) &&
    typeof m.text === "string" &&
    typeof m.at === "number" &&
    (m.state === "pending" || m.state === "failed") &&
    (m.choice === undefined || (typeof m.choice?.of === "number" && typeof m.choice.pick === "string"))
  );
}
