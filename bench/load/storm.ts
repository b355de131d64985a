import { visitorConversation } from "../../client/visitor.ts";
import { quantile, table } from "./figures.ts";
import { newConversation } from "./peers.ts";
import type { Server } from "./server.ts";

/**
 * Real clients (back-off, session check and all) whose server is killed: how long until each has its `welcome` again. Jitter
 * spreads them, so the last one counts; the goal is 30 s for 1 000.
 */
export async function reconnectStorm(desk: Server, count: number): Promise<string> {
  const clients = await Promise.all(Array.from({ length: count }, () => client(desk)));
  await each(clients, "online", 60_000);
  const cpuBefore = desk.cpu();
  await desk.restart();
  const begun = performance.now();
  const times = await each(clients, "online", 60_000, begun);
  for (const one of clients) one.stop();
  const back = times.filter((t) => !Number.isNaN(t));
  return table(
    ["clients", "back within 60 s", "median s", "p99 s", "last s", "CPU of the new process s (before the kill: s)"],
    [
      [
        count,
        back.length,
        (quantile(back, 0.5) / 1000).toFixed(1),
        (quantile(back, 0.99) / 1000).toFixed(1),
        (Math.max(...back) / 1000).toFixed(1),
        `${(desk.cpu() / 1000).toFixed(1)} (${(cpuBefore / 1000).toFixed(1)})`,
      ],
    ],
  );
}

async function client(desk: Server) {
  const { id, token } = await newConversation(desk);
  const stored = new Map([
    [
      `deskbell:${desk.url}:demo`,
      JSON.stringify({ conversationId: id, token, expiresAt: Date.now() + 30 * 86_400_000 }),
    ],
  ]);
  const headers = { Origin: desk.origin };
  const visitor = visitorConversation({
    server: desk.url,
    site: "demo",
    storage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    },
    context: () => ({ locale: "en", timeZone: "UTC", pageUrl: "", pageTitle: "", referrer: "" }),
    environment: {
      fetch: (url, init) =>
        fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), ...headers } }),
      WebSocket: class extends WebSocket {
        constructor(url: string | URL, protocols?: string | string[]) {
          super(url, { protocols, headers } as unknown as string[]);
        }
      },
      onWake: () => () => undefined,
    },
  });
  visitor.start();
  return visitor;
}

/** ms since `begun` at which each client was in the phase; NaN for one that never was. The first look may find all of them there still. */
function each(
  clients: readonly Awaited<ReturnType<typeof client>>[],
  phase: string,
  withinMs: number,
  begun = performance.now(),
): Promise<number[]> {
  return Promise.all(
    clients.map(
      (one) =>
        new Promise<number>((resolve) => {
          const stop = one.subscribe(() => look());
          const timer = setTimeout(() => end(Number.NaN), withinMs);
          function end(ms: number): void {
            stop();
            clearTimeout(timer);
            resolve(ms);
          }
          function look(): void {
            if (one.snapshot.phase === phase) end(performance.now() - begun);
          }
          look();
        }),
    ),
  );
}
