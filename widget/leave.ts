import type { ViewHost } from "./view-host.ts";

/**
 * The end of the page's own session: the token goes, and all that this browser keeps of the site's visitors, in either storage. Other
 * tabs are told, and do the same.
 */
export function leave(host: ViewHost, isTold = false): void {
  const { server, site } = host.settings;
  const all = `deskbell:${server}:${site}`;
  removeKept(all, /^([:@]|$)/);
  host.files?.clear(true);
  host.port.host.removeAttribute("user-token");
  if (isTold) return;
  try {
    const others = new BroadcastChannel(all);
    others.postMessage(0);
    others.close();
  } catch {
    // Site data is blocked: no other tab shares any.
  }
}

/** Of either storage what begins with `base` and goes on as `rest` says: `…:shop2` is another site's. */
export function removeKept(base: string, rest: RegExp): void {
  for (const name of ["localStorage", "sessionStorage"] as const) {
    try {
      const storage = window[name];
      for (const key of Object.keys(storage))
        if (key.startsWith(base) && rest.test(key.slice(base.length))) storage.removeItem(key);
    } catch {
      // Sandboxed frames and blocked site data: there is nothing.
    }
  }
}
