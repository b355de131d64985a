import { heapFor, type Runtime, startRuntime } from "./runtime.ts";
import type { Synthetic } from "./synthetic.ts";
import { timed } from "./times.ts";

const OPENS = 5;
const ASKED = 300;

export type InRuntime = {
  heapMB: number;
  /** Null: V8 ended the process at its limit. */
  figures: null | {
    /** CPU ms of the first opening in a new process, reading included; of the following ones; and of reading alone. */
    firstOpen: number;
    open: number;
    read: number;
    /** Resident MB before; highest while opening once and what stays; highest after ASKED questions and what stays. */
    before: number;
    openPeak: number;
    opened: number;
    usedPeak: number;
    used: number;
    /** CPU ms of a question and of a search, mean of ASKED, a request's own cost taken off; wall ms, 99th of 100, request included. */
    rank: number;
    search: number;
    wallP99: number;
  };
};

async function cpuOf(
  runtime: Runtime,
  path: string,
  texts: readonly string[],
): Promise<{ mean: number; walls: number[] }> {
  const before = runtime.cpu();
  const walls: number[] = [];
  for (const text of texts) walls.push((await timed(() => runtime.ask(path, text))).ms);
  return { mean: (runtime.cpu() - before) / texts.length, walls: walls.sort((a, b) => a - b) };
}

/** `file` in `folder`, opened and asked in raw workerd with the memory of one isolate. */
export async function measureInRuntime(
  folder: string,
  file: string,
  bytes: number,
  asked: Synthetic,
): Promise<InRuntime> {
  const heapMB = heapFor(bytes);
  const runtime = await startRuntime(folder, heapMB);
  try {
    await runtime.ask("/", "");
    const before = (await runtime.memory()).now;
    const first = await cpuOf(runtime, "/open", [file]);
    const opened = await runtime.memory();
    const questions = asked.questions.slice(0, ASKED);
    await cpuOf(runtime, "/rank", questions);
    const used = await runtime.memory();
    // From here on garbage of reading piles up, which V8 does not hurry to collect: of memory nothing is said any more.
    const open = await cpuOf(
      runtime,
      "/open",
      Array.from({ length: OPENS }, () => file),
    );
    const read = await cpuOf(
      runtime,
      "/read",
      Array.from({ length: OPENS }, () => file),
    );
    const ranked = await cpuOf(runtime, "/rank", questions);
    const found = await cpuOf(runtime, "/search", asked.typed.slice(0, ASKED));
    const empty = await cpuOf(runtime, "/", questions);
    const figures = {
      firstOpen: first.mean,
      open: open.mean,
      read: read.mean,
      before,
      openPeak: opened.peak,
      opened: opened.now,
      usedPeak: used.peak,
      used: used.now,
      rank: ranked.mean - empty.mean,
      search: found.mean - empty.mean,
      wallP99: ranked.walls[Math.floor(ranked.walls.length * 0.99)] ?? 0,
    };
    return { heapMB, figures };
  } catch {
    return { heapMB, figures: null };
  } finally {
    await runtime.stop();
  }
}
