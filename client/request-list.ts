import type { RequestState } from "../protocol/api.ts";
import { type Session, sessionIn } from "./session.ts";
import { storedList, storeList } from "./stored.ts";
import type { KeyValueStorage } from "./types.ts";

/** Requests that one browser remembers at one site. */
export const REQUESTS_MAX = 20;

/** `number` 0: a conversation that was left before it had one. Kept so that its tabs and its messages find it; not shown. */
export type Known = Session & RequestState;

/** The visitor's conversations at one site, last changed first. Every change reads first, as in outbox.ts. */
export interface RequestList {
  read(): Known[];
  find(conversationId: string | undefined): Known | undefined;
  /** Adds it, or changes what is given. */
  put(entry: Session & Partial<RequestState>): void;
  drop(session: Session): void;
}

/**
 * @param storage one that does not throw, see safe-storage.ts
 * @param unsentIn how much waits in a conversation: without its entry nobody could send it, so that is not cut off
 */
export function requestList(
  storage: KeyValueStorage,
  key: string,
  unsentIn: (conversationId: string) => number,
): RequestList {
  const read = (): Known[] => storedList(storage, key, isKnown);
  const of = (id: string | undefined) => (r: Known) => r.conversationId === id;
  const write = (list: Known[]): void =>
    storeList(
      storage,
      key,
      list.sort((a, b) => b.updatedAt - a.updatedAt).filter((r, i) => i < REQUESTS_MAX || unsentIn(r.conversationId)),
    );

  return {
    read,
    find: (conversationId) => read().find(of(conversationId)),
    put(entry) {
      const list = read();
      const before = list.find(of(entry.conversationId));
      const after: Known = { number: 0, status: "received", subject: "", updatedAt: Date.now(), ...before, ...entry };
      write([after, ...list.filter((r) => r !== before)]);
    },
    drop({ token }) {
      write(read().filter((r) => r.token !== token));
    },
  };
}

function isKnown(value: unknown): value is Known {
  const { number, updatedAt, subject, status } = (value ?? {}) as Partial<Known>;
  const types = [number, updatedAt, subject, status].map((field) => typeof field);
  return sessionIn(value) !== null && types.join() === "number,number,string,string";
}
