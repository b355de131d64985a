import type { Settings } from "./port.ts";

type Whose = Pick<Settings, "server" | "site" | "userToken">;
type Where = Whose & Pick<Settings, "storage">;

/** Where the client keeps a visitor's conversation; other keys of the widget begin with it. Each signed person's are apart. */
export function sessionKey({ server, site, userToken }: Whose): string {
  const person = personOf(userToken);
  return `deskbell:${server}:${site}${person && `@${encodeURIComponent(person)}`}`;
}

/** `sub` of a JWT, to tell people apart and for nothing else: nobody here has checked it. "": nobody. */
export function personOf(token: string): string {
  // Asked for often, and what throws is slow.
  if (!token) return "";
  try {
    const { sub } = JSON.parse(atob((token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/"))) as {
      sub?: string | number;
    };
    // What no address can hold is nobody.
    return encodeURIComponent(`${sub ?? ""}`) && `${sub}`;
  } catch {
    return "";
  }
}

/** What the conversation is kept in, under which key, and whose it is. */
export const placeOf = (settings: Where) =>
  [storageOf(settings), sessionKey(settings), personOf(settings.userToken)] as const;

/** This browser has conversations with the site, or a first message that never left it; begun before the visitor has signed in they count too. */
export function isStored(settings: Where): boolean {
  const storage = storageOf(settings);
  return [settings, { ...settings, userToken: "" }].some((one) =>
    ["", ":outbox", ":requests"].some((end) => storage?.getItem(sessionKey(one) + end)),
  );
}

/** For what is typed and not sent: null also before the visitor has agreed to anything being kept, where that is asked. */
export function pageStorage(settings: Where & Pick<Settings, "consent">): Storage | null {
  return settings.consent === "ask" && !isStored(settings) ? null : storageOf(settings);
}

/** null where nothing may be kept, or the browser forbids it: sandboxed frames and blocked site data throw on the mere access. */
function storageOf({ storage }: Where): Storage | null {
  try {
    return storage === "none" ? null : storage === "session" ? sessionStorage : localStorage;
  } catch {
    return null;
  }
}
