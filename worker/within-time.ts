/**
 * What the call gives, or a throw when it takes longer than `ms`. The timer ends with the call: one that went on (an
 * `AbortSignal.timeout` does) would keep an object awake, and billed, for the rest of it.
 */
export async function withinTime<T>(call: Promise<T>, ms: number, otherwise: string): Promise<T> {
  const over = new AbortController();
  const late = scheduler.wait(ms, { signal: over.signal }).then(() => {
    throw new Error(otherwise);
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    late.catch(() => undefined);
    over.abort();
  }
}
