import { computed, signal } from "@preact/signals";
import type { ConsoleState } from "../protocol/api.ts";
import { type Answer, api, type Trouble } from "./api.ts";
import { draftFiles, drafts, unsent } from "./storage.ts";

type Session = { kind: "loading" } | { kind: "failed"; code: Trouble } | { kind: "ready"; state: ConsoleState };

export const session = signal<Session>({ kind: "loading" });
/** Who is signed in; null for nobody, and while that is not known. */
export const me = computed(() => (session.value.kind === "ready" ? session.value.state.agent : null));

/** A server that does not say has one. */
export function shardCount(): number {
  return session.value.kind === "ready" ? (session.value.state.shards ?? 1) : 1;
}

export async function loadSession(): Promise<void> {
  if (session.value.kind === "failed") session.value = { kind: "loading" };
  const answer = await api.state();
  if (answer.kind === "ok") session.value = { kind: "ready", state: answer.value };
  // Who is signed in already keeps the page on a passing failure.
  else if (session.value.kind !== "ready") session.value = { kind: "failed", code: answer.code };
}

/** After set-up, sign-in and accepting an invitation, which all answer with the new state. */
export function enter(answer: Answer<ConsoleState>): answer is { kind: "ok"; value: ConsoleState } {
  if (answer.kind === "ok") session.value = { kind: "ready", state: answer.value };
  return answer.kind === "ok";
}

/** Null when it worked. The server must have heard it: a cookie that lives on would be a false "signed out". */
export async function signOut(): Promise<Trouble | null> {
  const answer = await api.signOut();
  if (answer.kind === "refused" && answer.code !== "unauthorized") return answer.code;
  drafts.clear();
  draftFiles.clear();
  unsent.clear();
  sessionEnded();
  return null;
}

/** The server does not accept the session any more (expired, revoked, or signed out in another tab). */
export function sessionEnded(): void {
  const { value } = session;
  if (value.kind === "ready") session.value = { kind: "ready", state: { ...value.state, agent: null } };
}
