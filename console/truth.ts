import type { Phase } from "../client/types.ts";

/**
 * How far what is on screen can be believed. lost: it may be old. checking: the connection is back, the answers are not yet.
 * back: it is the truth again, and this was not said yet.
 */
export type Truth = "sure" | "lost" | "checking" | "back";

/** @param current the newest state has arrived on the present connection */
export function nextTruth(before: Truth, phase: Phase, current: boolean): Truth {
  if (phase === "offline" || phase === "refused") return "lost";
  if (before === "sure" || before === "back") return before;
  return phase === "online" && current ? "back" : "checking";
}

/** What is said of several connections: the worst of them, since what is on screen comes from all. */
export function worstPhase(phases: readonly Phase[]): Phase {
  const worst: readonly Phase[] = ["refused", "offline", "connecting", "idle"];
  return worst.find((phase) => phases.includes(phase)) ?? "online";
}
