import type { ComponentChildren } from "preact";
import { t } from "../language.ts";
import type { Truth } from "../truth.ts";

/** Always in the page, so that screen readers hear every change of it. `lost`: what is said when the connection is lost. */
export function TruthBanner({ truth, lost, children }: { truth: Truth; lost: string; children?: ComponentChildren }) {
  const { inbox } = t.value;
  const words = { sure: null, lost, checking: inbox.checking, back: inbox.back }[truth];
  return (
    <output class={words === null ? "banner none" : `banner truth-${truth}`}>
      {words} {truth === "lost" && children}
    </output>
  );
}
