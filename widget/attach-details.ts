import type { ViewHost } from "./view-host.ts";

/** What helps the team to see what the visitor sees, a line each: the visitor reads it, may change it, and then sends it or does not. */
export function technicalDetails(host: ViewHost, names: string): string {
  const { origin, pathname, search } = location;
  const { userAgent, platform, languages, onLine } = navigator;
  const snapshot = host.conversation?.snapshot;
  const errors = [snapshot?.refusal, ...(snapshot?.pending ?? []).map(({ code }) => code)];
  const values = [
    userAgent,
    platform,
    `${screen.width}×${screen.height} @${devicePixelRatio}`,
    `${innerWidth}×${innerHeight}`,
    languages.join(" "),
    Intl.DateTimeFormat().resolvedOptions().timeZone,
    // Without the fragment: single-page apps keep secrets in it.
    origin + pathname + search,
    // The file's name has the hash of the version in it.
    import.meta.url.split("/").at(-1),
    `${snapshot?.phase ?? "idle"} ${onLine ? "online" : "offline"}`,
    errors.filter(Boolean).join(" "),
  ];
  return names
    .split("|")
    .map((name, i) => `${name}: ${values[i]}`)
    .join("\n");
}
