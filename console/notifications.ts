import { computed, signal } from "@preact/signals";
import { t } from "./language.ts";
import type { News } from "./news.ts";
import { conversationPath } from "./paths.ts";
import { settings } from "./storage.ts";

const KEY = "deskbell.notifications";
const SAID = "deskbell.notified";
/** Held by every tab that is looked at, for as long as it is. */
const LOOKING = "deskbell.looking";
/** News remembered as said; more than come at once. */
const SAID_MAX = 50;

export type Choice = { on: boolean; text: boolean };
/** "dismissed": asked, and neither allowed nor forbidden. */
export type Permission = NotificationPermission | "unsupported" | "dismissed";

/** Off until chosen, and without the visitor's words until chosen: a desk stands in a room with other people. */
const choice = signal<Choice>(stored());
export const permission = signal<Permission>("Notification" in globalThis ? Notification.permission : "unsupported");
export const chosen = computed<Choice>(() => ({
  ...choice.value,
  on: choice.value.on && permission.value === "granted",
}));

/** From a click only: browsers hold it against a page that asks by itself. */
export async function choose(next: Choice): Promise<void> {
  if (next.on && permission.value !== "unsupported" && permission.value !== "granted") {
    const answer = await Notification.requestPermission();
    permission.value = answer === "default" ? "dismissed" : answer;
  }
  choice.value = next;
  settings.setItem(KEY, JSON.stringify(next));
}

/** The choice may have changed in the browser's own settings, or in another tab. */
export function refreshChoice(): void {
  choice.value = stored();
  if ("Notification" in globalThis) permission.value = Notification.permission;
}

/** Shown by one tab, if no tab of the console is looked at. */
export async function announce(news: News): Promise<void> {
  refreshChoice();
  if (!chosen.value.on || !document.hidden || (await somebodyLooks())) return;
  await once(`${news.id}:${news.version}`, () => show(news));
}

function show({ kind, id, number, text }: News): void {
  const { notify } = t.value;
  const title = kind === "waiting" ? notify.waiting(number) : notify.message(number);
  try {
    // One notification per ticket: a later one takes the place of an earlier one.
    const notification = new Notification(title, {
      tag: `deskbell.${id}`,
      lang: document.documentElement.lang,
      ...(choice.value.text && { body: text }),
    });
    notification.onclick = () => {
      window.focus();
      notification.close();
      dispatchEvent(new CustomEvent("desk-open", { detail: conversationPath(id, "open") }));
    };
  } catch {
    // Chrome on Android knows the class but allows it to service workers only.
    permission.value = "unsupported";
  }
}

/** Tabs have no list of each other; a lock that each visible one holds is one, and it goes when a tab dies. */
async function somebodyLooks(): Promise<boolean> {
  if (!("locks" in navigator)) return false;
  const { held = [] } = await navigator.locks.query();
  return held.some((lock) => lock.name === LOOKING);
}

async function once(key: string, act: () => void): Promise<void> {
  const first = () => {
    const said = (settings.getItem(SAID) ?? "").split(" ");
    if (said.includes(key)) return;
    settings.setItem(SAID, [...said.slice(-SAID_MAX), key].join(" "));
    act();
  };
  if ("locks" in navigator) await navigator.locks.request(SAID, first);
  else first();
}

let stopLooking: (() => void) | null = null;
function watchLooking(): void {
  if (document.hidden) {
    stopLooking?.();
    stopLooking = null;
  } else if (!stopLooking && "locks" in navigator) {
    const until = new Promise<void>((resolve) => {
      stopLooking = resolve;
    });
    // Rejected when the page goes away while it waits: then nobody needs it.
    navigator.locks.request(LOOKING, { mode: "shared" }, () => until).catch(() => {});
  }
}
document.addEventListener("visibilitychange", watchLooking);
watchLooking();

function stored(): Choice {
  try {
    const value: unknown = JSON.parse(settings.getItem(KEY) ?? "{}");
    const { on, text } = (value ?? {}) as Partial<Record<keyof Choice, unknown>>;
    return { on: on === true, text: text === true };
  } catch {
    return { on: false, text: false };
  }
}
