import { signal } from "@preact/signals";

const MINUTE_MS = 60_000;
let offsetMs = 0;

/** The server's time as well as this browser knows it, in ms since 1970 UTC. Moves once a minute and when news arrive. */
export const now = signal(Date.now());

/** An agent's clock may be wrong by hours; waiting times must not be. */
export function setServerTime(serverNow: number): void {
  offsetMs = serverNow - Date.now();
  tick();
}

export function tick(): void {
  now.value = Date.now() + offsetMs;
}

setInterval(tick, MINUTE_MS);
// Timers of a hidden tab are slowed down or stopped: catch up when it is looked at again.
document.addEventListener("visibilitychange", tick);
