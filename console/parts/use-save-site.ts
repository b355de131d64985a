import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { api, type Trouble } from "../api.ts";
import { loadFirstDay } from "../first-day-store.ts";
import { sessionEnded } from "../session.ts";
import { faultyField, formOf, isDirty, rebased, type SiteForm } from "../site-form.ts";
import { setSiteForm, siteForm } from "../site-form-store.ts";

export type SaveState =
  | { kind: "idle" | "saving" | "saved" | "conflict" }
  /** `field`: as faultyField says; null: the fault has no field of its own. */
  | { kind: "faulty"; field: string | null; message: string }
  | { kind: "failed"; code: Trouble };

/** Saves what is typed; tells faults by field; never throws away what was typed unless asked to. */
export function useSaveSite(asked: string, form: SiteForm, box: RefObject<HTMLFormElement | null>) {
  const [state, setState] = useState<SaveState>({ kind: "idle" });

  // Every change after a fault or a success begins a new story.
  useEffect(() => {
    if (isDirty(form)) setState((s) => (s.kind === "saved" || s.kind === "failed" ? { kind: "idle" } : s));
  }, [form]);
  // To the first faulty field, after it has been marked.
  useEffect(() => {
    if (state.kind === "faulty") box.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state, box]);

  async function save(): Promise<void> {
    const { version, typed } = siteForm(asked) ?? form;
    setState({ kind: "saving" });
    const answer = await api.saveSettings(asked, { version, settings: typed });
    if (answer.kind === "ok") {
      const saved = formOf(answer.value);
      // Typed while it was on its way: stays.
      const now = siteForm(asked)?.typed;
      setSiteForm(asked, now === undefined || now === typed ? saved : { ...saved, typed: now });
      setState({ kind: "saved" });
      void loadFirstDay();
    } else if (answer.code === "conflict") {
      await learnTheirs();
    } else if (answer.code === "bad_request" || answer.code === "too_big") {
      setState({ kind: "faulty", field: faultyField(answer.field), message: answer.field ?? "" });
    } else if (answer.code === "unauthorized") sessionEnded();
    else setState({ kind: "failed", code: answer.code });
  }

  async function learnTheirs(): Promise<void> {
    const answer = await api.settings(asked);
    if (answer.kind === "refused") return setState({ kind: "failed", code: answer.code });
    const before = siteForm(asked);
    if (before) setSiteForm(asked, rebased(before, answer.value));
    setState({ kind: "conflict" });
  }

  function takeTheirs(): void {
    const now = siteForm(asked);
    if (now) setSiteForm(asked, { ...now, typed: now.saved });
    setState({ kind: "idle" });
  }

  return { state, save: () => void save(), takeTheirs };
}
