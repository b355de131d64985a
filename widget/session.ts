import type { Settings } from "./port.ts";

/** Where the client keeps a visitor's conversation; other keys of the widget begin with it. Each signed person's are apart. */
export function sessionKey({ server, site, userToken }: Pick<Settings, "server" | "site" | "userToken">): string {
  const person = personOf(userToken);
  return `deskbell:${server}:${site}${person && `@${encodeURIComponent(person)}`}`;
}

/** `sub` of a JWT, to tell people apart and for nothing else: nobody here has checked it. "": nobody. */
export function personOf(token: string): string {
  try {
    const { sub } = JSON.parse(atob((token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/"))) as {
      sub?: unknown;
    };
    return `${sub ?? ""}`;
  } catch {
    return "";
  }
}

/** null where nothing may be kept, or the browser forbids it: sandboxed frames and blocked site data throw on the mere access. */
export function pageStorage({ storage }: Pick<Settings, "storage">): Storage | null {
  try {
    return storage === "none" ? null : storage === "session" ? sessionStorage : localStorage;
  } catch {
    return null;
  }
}
