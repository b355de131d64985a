import type { Env } from "./env.ts";

/** Moments at which a crash would be worst. A harness that binds CHAOS is asked at each, and may end the process instead of answering. */
export type FailPoint =
  /** Messages are stored, nothing is acknowledged. */
  | "stored"
  /** The ticket is committed, the Inbox not called. */
  | "before_upsert"
  /** The Inbox has the row, the conversation does not know yet that it has. */
  | "upserted"
  /** An erased conversation's words are gone, nobody else has heard. */
  | "buried"
  /** Everybody else has forgotten it, its file still holds the deleted rows. */
  | "forgotten"
  /** In the alarm, before its work. */
  | "alarm";

/** Nothing at all outside of the harness: no await, no call. */
export function failPoint(env: Env, point: FailPoint): Promise<unknown> | undefined {
  return env.CHAOS?.fetch(`http://chaos/${point}`, { method: "POST" }).catch(() => undefined);
}
