import { CLIENT_ID, FILE_ID } from "../protocol/model.ts";
import { storedList, storeList } from "./stored.ts";
import type { KeyValueStorage, PendingMessage } from "./types.ts";

/** `to`: the conversation that it was written in; absent: in one that had not begun. */
export type Stored = PendingMessage & { to?: string | undefined };

/** Messages that one browser keeps unsent for one site. A person offline writes a few; Web Storage holds 5 MB. */
export const OUTBOX_MAX = 200;

/** Messages that the server has not acknowledged, oldest first; they outlive the page. */
export interface Outbox {
  /** Those of the present conversation only. */
  read(): PendingMessage[];
  all(): Stored[];
  /** How many of them were written in that conversation. */
  countIn(this: void, conversationId: string): number;
  /** Adds at the end, or replaces the message of the same id where it stands. It is that conversation's from then on; if none is given, the present one's. */
  keep(message: PendingMessage, to?: string): void;
  drop(clientId: string): void;
}

/**
 * Every change reads what is stored first: another tab of the same site writes to the same key, and its messages must
 * not be lost. Two tabs that send the same message do no harm, since the server knows it by its id.
 *
 * @param storage one that does not throw, see safe-storage.ts
 * @param present id of the conversation that is shown, if it has begun
 */
export function storedOutbox(
  storage: KeyValueStorage,
  key: string,
  present: () => string | undefined = () => undefined,
): Outbox {
  const all = (): Stored[] => storedList(storage, key, isPending);
  const write = (messages: Stored[]): void => storeList(storage, key, messages.slice(0, OUTBOX_MAX));

  return {
    read: () => all().filter((m) => m.to === present()),
    all,
    countIn: (id) => all().filter((m) => m.to === id).length,
    keep(given, to = present()) {
      const message: Stored = { ...given, to };
      const messages = all();
      const at = messages.findIndex((m) => m.clientId === message.clientId);
      if (at < 0) messages.push(message);
      else messages[at] = message;
      write(messages);
    },
    drop(clientId) {
      write(all().filter((m) => m.clientId !== clientId));
    },
  };
}

function isPending(value: unknown): value is Stored {
  const m = value as Partial<PendingMessage> | null;
  return (
    typeof m?.clientId === "string" &&
    CLIENT_ID.test(m.clientId) &&
    typeof m.text === "string" &&
    typeof m.at === "number" &&
    (m.state === "pending" || m.state === "failed") &&
    (m.choice === undefined || (typeof m.choice?.of === "number" && typeof m.choice.pick === "string")) &&
    (m.files === undefined || (Array.isArray(m.files) && m.files.every((file) => FILE_ID.test(file?.id))))
  );
}
