import { computed, signal } from "@preact/signals";
import type { FirstDay } from "../protocol/api.ts";
import { api, type Trouble } from "./api.ts";
import { doneCount, STEPS } from "./first-day.ts";
import { chosenSite } from "./site.ts";
import { settings } from "./storage.ts";

const KEY = "deskbell.first-day";

type State = { kind: "loading" } | { kind: "failed"; code: Trouble } | { kind: "ready"; value: FirstDay };

/** The checklist of the chosen site, for admins. */
export const firstDay = signal<State>({ kind: "loading" });
const hidden = signal(settings.getItem(KEY) === "hidden");

/** What the navigation offers: null when all is done, when it was hidden, and for agents. */
export const firstDayProgress = computed<{ done: number; all: number } | null>(() => {
  if (firstDay.value.kind !== "ready" || hidden.value) return null;
  const done = doneCount(firstDay.value.value);
  return done < STEPS.length ? { done, all: STEPS.length } : null;
});
export const firstDayHidden = computed(() => hidden.value);

/** What was shown stays on screen when a later look fails. */
export async function loadFirstDay(): Promise<void> {
  const answer = await api.firstDay(chosenSite.value);
  if (answer.kind === "ok") firstDay.value = { kind: "ready", value: answer.value };
  else if (firstDay.value.kind !== "ready") firstDay.value = { kind: "failed", code: answer.code };
}

export function hideFirstDay(): void {
  settings.setItem(KEY, "hidden");
  hidden.value = true;
}

export function forgetFirstDay(): void {
  firstDay.value = { kind: "loading" };
}
