/** Milliseconds of one thing asked of many inputs. */
export type Times = { p50: number; p99: number; max: number; n: number };

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/**
 * Of each input the fastest of `runs`: what else the machine does at that moment is no property of the input. Garbage collection that
 * an input always causes counts.
 */
export function times<T>(inputs: readonly T[], runs: number, ask: (input: T) => unknown): Times {
  for (const input of inputs.slice(0, 50)) ask(input);
  const fastest = inputs.map((input) => {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < runs; i++) {
      const start = performance.now();
      ask(input);
      least = Math.min(least, performance.now() - start);
    }
    return least;
  });
  const sorted = fastest.toSorted((a, b) => a - b);
  return { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), max: sorted.at(-1) ?? 0, n: inputs.length };
}

export async function timed<T>(run: () => T | Promise<T>): Promise<{ ms: number; value: T }> {
  const start = performance.now();
  const value = await run();
  return { ms: performance.now() - start, value };
}
