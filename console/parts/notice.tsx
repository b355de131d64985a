import type { ComponentChildren } from "preact";
import { LanguageSwitch } from "./language-switch.tsx";
import { useTitle } from "./use-title.ts";

/** A page that says one thing. `quiet`: a passing state that needs no heading of its own for a screen reader. */
export function Notice({ title, quiet, children }: { title: string; quiet?: boolean; children?: ComponentChildren }) {
  useTitle(quiet ? "" : title);
  return (
    <main class="page" id="main">
      {quiet ? (
        <output class="muted">{title}</output>
      ) : (
        <div class="card">
          <h1>{title}</h1>
          {children}
        </div>
      )}
      <LanguageSwitch />
    </main>
  );
}
