import { signal } from "@preact/signals";

/** Secret of a set-up or invitation link, kept in memory only. null: the page was opened without one. */
export const linkSecret = signal<string | null>(null);

/** Pages that take a secret; elsewhere the fragment is an ordinary one. */
const PATHS = ["/console/setup", "/console/join"];

function take(): void {
  const secret = location.hash.slice(1);
  if (secret === "" || !PATHS.includes(location.pathname.replace(/\/+$/, ""))) return;
  linkSecret.value = secret;
  // Out of the address bar, the history and every screenshot.
  history.replaceState(history.state, "", location.pathname + location.search);
}

/** At start, and when another link of the same path is opened in this tab (which does not load the page again). */
export function watchLinkSecret(): void {
  take();
  addEventListener("hashchange", take);
}
