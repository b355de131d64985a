/** What the client takes from outside, so that tests run in Node with fakes and a fake clock. */
export type Environment = {
  /** ms since 1970 UTC. */
  now(): number;
  /** [0, 1); jitter only. */
  random(): number;
  /** Cryptographically random. */
  randomBytes(count: number): Uint8Array;
  WebSocket: typeof WebSocket;
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Calls `act` once after `ms`; returns the way to call it off. */
  after(ms: number, act: () => void): () => void;
  /** Calls `act` when the network or the visitor came back, `sleep` when the page is left and may come back as it is; returns the way to stop it. */
  onWake(act: () => void, sleep: () => void): () => void;
};

/** Fills what is not given from the browser. Globals are looked up at the call, not when the module loads. */
export function environmentOf(given: Partial<Environment> = {}): Environment {
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    // A fake or a page's own replacement may come later than this module.
    get WebSocket() {
      return globalThis.WebSocket;
    },
    fetch: (url, init) => fetch(url, init),
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    onWake: (act, sleep) => {
      const ended = new AbortController();
      // The controller serves as the options: all that is read of it is its signal. `pageshow`: back from the browser's cache of whole
      // pages. `visibilitychange` comes up to the window, also after `pagehide`, and then it is no waking.
      for (const name of ["online", "pageshow"]) addEventListener(name, act, ended);
      addEventListener("visibilitychange", () => document.hidden || act(), ended);
      addEventListener("pagehide", sleep, ended);
      return () => ended.abort();
    },
    ...given,
  };
}
