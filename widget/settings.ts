import type { Settings, WidgetElement } from "./port.ts";

/** What the tag says now, as the panel uses it. What cannot be is replaced by what is usual; later-parts.ts says so in the console. */
export function settingsOf(host: WidgetElement): Settings {
  const { site, theme, mode, suggest, dir, userToken, consent, storage, kbOnly, sound } = host;
  return {
    server: originOf(host.server),
    site: site || "default",
    lang: languageOf(host),
    theme,
    mode,
    suggest,
    dir,
    userToken,
    consent,
    storage,
    kbOnly,
    sound,
  };
}

/** Of the nearest element around that says one. */
function languageOf(host: HTMLElement): string {
  return (host.closest<HTMLElement>("[lang]") ?? document.documentElement).lang || navigator.language;
}

/** What cannot be one is the script's own. */
function originOf(server: string): string {
  try {
    const { origin } = new URL(server, import.meta.url);
    if (origin.startsWith("http")) return origin;
  } catch {
    // Not an address at all.
  }
  return new URL(import.meta.url).origin;
}
