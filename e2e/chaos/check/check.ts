import type { HistoryRecord, Truth } from "../history.ts";
import { checkConsoles } from "./consoles.ts";
import type { Finding } from "./finding.ts";
import { checkFloor } from "./floor.ts";
import { checkForeign } from "./foreign.ts";
import { checkInbox, type Lag } from "./inbox.ts";
import { checkOrder } from "./order.ts";
import { checkShown } from "./shown.ts";
import { checkStored } from "./stored.ts";

/** I11: after the last fault everything is at rest within this time. */
export const QUIET_MAX_MS = 120_000;

export type Verdict = { findings: Finding[]; longestLag: Lag };

/**
 * Judges a whole run by what was recorded and what fresh readers found in the end. Pure.
 *
 * @param agents name → id, as the log of a conversation names them
 */
export function check(records: readonly HistoryRecord[], truth: Truth, agents: ReadonlyMap<string, string>): Verdict {
  const inbox = checkInbox(records, truth);
  const findings = [
    ...checkStored(records, truth),
    ...checkOrder(records, truth),
    ...checkShown(records, truth),
    ...checkFloor(records, truth, agents),
    ...inbox.findings,
    ...checkConsoles(records, truth),
    ...checkForeign(records, truth),
    ...checkRest(records),
  ];
  return { findings, longestLag: inbox.longest };
}

function checkRest(records: readonly HistoryRecord[]): Finding[] {
  return records.flatMap((r): Finding[] => {
    if (r.kind === "crash") return [{ fault: "crash", conversation: "", what: r.words }];
    if (r.kind !== "calm") return [];
    if (r.quietAt === null) return [{ fault: "unrest", conversation: "", what: "it never came to rest" }];
    const findings: Finding[] = [];
    const tookMs = r.quietAt - r.at;
    if (tookMs > QUIET_MAX_MS) findings.push({ fault: "unrest", conversation: "", what: `${tookMs} ms to rest` });
    if (r.chatter > 0)
      findings.push({ fault: "unrest", conversation: "", what: `${r.chatter} requests after it had come to rest` });
    return findings;
  });
}
