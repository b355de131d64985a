import type { Browser, CDPSession } from "playwright";
import { type Contestant, CSS, JS } from "./contestant.ts";
import { Hand, type Place } from "./hand.ts";
import { type Origin, packed, type Sent } from "./origin.ts";
import { probe, type Seen } from "./probe.ts";

/** "Slow 4G" of Chromium's own tools. */
const LATENCY_MS = 562;
const BYTES_PER_S = 1_470_000 / 8;
const CPU_TIMES = 4;
/** Nothing has been asked for that long: the page rests. Longer than a trip, since one answer may lead to the next request. */
const QUIET_MS = 1_000;
/** A visit that hangs ends. */
const LONGEST_MS = 30_000;

/** Figures of one visit; times in ms, bytes brotli of JS and CSS, heap in bytes. NaN: not seen. */
export type Visit = {
  launcherBytes: number;
  idleBytes: number;
  /** Here when the letter landed. */
  typableBytes: number;
  /** All, once the opened panel rests. */
  openBytes: number;
  /** Without the page itself. */
  launcherRequests: number;
  typableRequests: number;
  /** After the host page's own first paint. */
  launcher: number;
  typable: number;
  typed: boolean;
  /** Over 50 ms each, summed: before the click, and from it on. */
  blockedLoad: number;
  blockedOpen: number;
  scriptLoad: number;
  scriptOpen: number;
  heap: number;
  shift: number;
  /** What the stubs did not know. */
  missing: string[];
};

/**
 * A visit with an empty cache. `idle`: the click comes when the page rests, as after reading a while; `early`: as soon as the launcher
 * is there; `none`: never (the page alone). `hold`: how long the button is held down, ms; times count from its release.
 */
export async function visit(
  browser: Browser,
  origin: Origin,
  contestant: Contestant,
  click: "idle" | "early" | "none",
  hold = 0,
): Promise<Visit> {
  const log = origin.serve(contestant);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await Promise.all(
      ["Performance", "Network", "Runtime", "HeapProfiler"].map((d) => cdp.send(`${d}.enable` as never)),
    );
    await cdp.send("Runtime.addBinding", { name: "benchSays" });
    await cdp.send("Emulation.setFocusEmulationEnabled", { enabled: true });
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: CPU_TIMES });
    const downloadThroughput = BYTES_PER_S;
    await cdp.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: LATENCY_MS,
      downloadThroughput,
      uploadThroughput: downloadThroughput / 2,
    });
    await page.addInitScript(probe, { launcher: contestant.launcher, field: contestant.field });
    const hand = new Hand(cdp, LONGEST_MS, hold);
    await page.goto(origin.url, { waitUntil: "commit", timeout: LONGEST_MS });
    if (click !== "none") await hand.until("launcher");
    if (click !== "early") {
      await page.waitForLoadState("load", { timeout: LONGEST_MS });
      await rest(log);
    }
    const atClick = { sent: log.length, script: await metric(cdp, "ScriptDuration") };
    if (click !== "none") {
      // A sheet that came after it may have moved it.
      if (click === "idle") hand.launcher = (await page.evaluate<Place | null>("benchLauncher()")) ?? hand.launcher;
      await hand.clickLauncher();
      await hand.until("landed");
    }
    await rest(log);
    const seen = await page.evaluate<Seen>("benchSeen");
    const script = await metric(cdp, "ScriptDuration");
    for (let i = 0; i < 3; i++) await cdp.send("HeapProfiler.collectGarbage");
    const clicked = seen.clicked || Number.POSITIVE_INFINITY;
    const own = log.slice(1);
    const before = own.filter(({ at }) => at < seen.launcher);
    // What was asked for less than a trip before cannot have been needed.
    const needed = own.filter(({ at }) => at + LATENCY_MS <= (seen.landed || Number.POSITIVE_INFINITY));
    const inlined = packed(contestant.inlined ?? "").length;
    const bytes = (sent: Sent[]): number => inlined + code(sent);
    return {
      launcherBytes: code(before),
      idleBytes: bytes(own.slice(0, atClick.sent - 1)),
      typableBytes: bytes(needed),
      openBytes: bytes(own),
      launcherRequests: before.length,
      typableRequests: needed.length,
      launcher: seen.launcher ? seen.launcher - seen.fcp : Number.NaN,
      typable: seen.landed ? seen.landed - seen.clicked : Number.NaN,
      typed: seen.landed > 0,
      blockedLoad: blocked(seen.long.filter(([begin, length]) => begin + length < clicked)),
      blockedOpen: blocked(seen.long.filter(([begin, length]) => begin + length >= clicked)),
      scriptLoad: atClick.script * 1_000,
      scriptOpen: (script - atClick.script) * 1_000,
      heap: await metric(cdp, "JSHeapUsedSize"),
      shift: seen.shift,
      missing: own.filter(({ found }) => !found).map(({ path }) => path),
    };
  } finally {
    await context.close();
  }
}

function code(sent: Sent[]): number {
  return sent.filter(({ type, found }) => found && [JS, CSS].includes(type)).reduce((sum, { bytes }) => sum + bytes, 0);
}

function blocked(tasks: [number, number][]): number {
  return tasks.reduce((sum, [, length]) => sum + length - 50, 0);
}

/** Until nothing has been asked for a while. */
async function rest(log: Sent[]): Promise<void> {
  const begun = Date.now();
  while (Date.now() - begun < LONGEST_MS) {
    const last = Math.max(begun, ...log.map(({ at, bytes }) => at + LATENCY_MS + (bytes / BYTES_PER_S) * 1_000));
    if (Date.now() - last >= QUIET_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function metric(cdp: CDPSession, name: string): Promise<number> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return metrics.find((one) => one.name === name)?.value ?? Number.NaN;
}
