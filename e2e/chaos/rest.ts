import { QUIET_MAX_MS } from "./check/check.ts";
import type { Truth } from "./history.ts";
import type { ChaosProxy } from "./network/proxy.ts";
import { until } from "./until.ts";

/** Nothing but heartbeats for this long is rest. */
const REST_MS = 3_000;

/** Waits until all is said and nothing moves, then reads the truth; if the inbox is still behind, waits on. */
export async function rest(
  calmAt: number,
  settled: () => boolean,
  proxy: ChaosProxy,
  read: () => Promise<Truth>,
): Promise<{ quietAt: number | null; truth: Truth }> {
  let settledAt: number | null = null;
  for (;;) {
    await until(Date.now() + 100);
    const now = Date.now();
    if (!settled()) settledAt = null;
    else settledAt ??= now;
    const quietAt = Math.max(settledAt ?? 0, proxy.tally.lastAt);
    const late = now > calmAt + QUIET_MAX_MS;
    if (!late && (settledAt === null || now < quietAt + REST_MS)) continue;
    const truth = await read();
    if (inboxAgrees(truth) && settledAt !== null) return { quietAt: Math.max(calmAt, quietAt), truth };
    if (late) return { quietAt: null, truth };
  }
}

function inboxAgrees({ conversations, rows }: Truth): boolean {
  const versions = new Map(rows.map((r) => [r.conversation, r.version]));
  return conversations.every(
    ({ id, ticket, lists }) => !ticket || versions.get(id) === lists.public.length + lists.internal.length,
  );
}
