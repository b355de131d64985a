import type { KeyValueStorage } from "../client/types.ts";

/* Notifications of the browser: by the visitor's choice, kept in this browser, asked for by a button and never by itself. */

/** The visitor has asked for them here, and the browser still allows it. */
export function wantsNotices(storage: KeyValueStorage, key: string): boolean {
  return storage.getItem(name(key)) === "1" && globalThis.Notification?.permission === "granted";
}

/** Not on plain http, not where they were refused, and not on phones: those show none that a page makes by itself. */
export function canHaveNotices(): boolean {
  return (
    isSecureContext &&
    "Notification" in window &&
    Notification.permission !== "denied" &&
    !/Android/.test(navigator.userAgent)
  );
}

/** Asks the browser if need be. */
export async function chooseNotices(storage: KeyValueStorage, key: string, wanted: boolean): Promise<void> {
  if (!wanted) storage.removeItem(name(key));
  else if ((await Notification.requestPermission()) === "granted") storage.setItem(name(key), "1");
}

function name(key: string): string {
  return `${key}:notices`;
}
