/** What a run of messages cost. `cpuUs`: CPU time of the server per message, µs. */
export type Load = { what: string; messages: number; perSecond: number; p50: number; p99: number; cpuUs: number };

export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Runs `send` for every message, `window` of them under way at a time, and measures the whole. */
export async function load(
  what: string,
  { messages, window, cpu }: { messages: number; window: number; cpu: () => number },
  send: (index: number) => Promise<number>,
): Promise<Load> {
  const times: number[] = [];
  let next = 0;
  const begun = performance.now();
  const cpuBefore = cpu();
  await Promise.all(
    Array.from({ length: window }, async () => {
      while (next < messages) times.push(await send(next++));
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  return {
    what,
    messages,
    perSecond: messages / seconds,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    cpuUs: ((cpu() - cpuBefore) * 1000) / messages,
  };
}

export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
