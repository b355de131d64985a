import type { HistoryRecord, Truth } from "../history.ts";
import type { Finding } from "./finding.ts";

/** I4, I5: every client shows the one list, without gaps at any moment, and tells the truth about what is sent. */
export function checkShown(records: readonly HistoryRecord[], truth: Truth): Finding[] {
  const byId = new Map(truth.conversations.map((c) => [c.id, c]));
  const ids = new Set(
    truth.conversations.flatMap(({ lists }) => [...lists.public, ...lists.internal].map((e) => e.clientId)),
  );
  /** What each client was told by then, in the order of the records. */
  const told = new Set<string>();
  return records.flatMap((record): Finding[] => {
    if (record.kind === "shown") return checkRuns(record);
    if (record.kind === "final") return checkFinal(record);
    if (record.kind === "acknowledged") told.add(`${record.party} ${record.clientId}`);
    if (record.kind === "heard") told.add(`${record.party} ${record.entry.clientId}`);
    if (record.kind !== "shown_sent") return [];
    const { party, clientId } = record;
    const untruth = (what: string): Finding[] => [{ fault: "untruth", conversation: "", what: `${party}: ${what}` }];
    if (!ids.has(clientId)) return untruth(`${clientId} is shown as sent and is not`);
    if (!told.has(`${party} ${clientId}`)) return untruth(`${clientId} is shown as sent before anybody said so`);
    return [];
  });

  function checkFinal(record: Extract<HistoryRecord, { kind: "final" }>): Finding[] {
    const findings: Finding[] = [];
    const conversation = record.conversation ?? `talk ${record.talk}`;
    for (const { clientId, said, failed } of record.pending) {
      if (failed && ids.has(clientId))
        findings.push({
          fault: "untruth",
          conversation,
          what: `${record.party}: "${said}" is shown as failed and is stored`,
        });
      if (!failed && record.live)
        findings.push({ fault: "untruth", conversation, what: `${record.party}: "${said}" is still unsent` });
    }
    const stored = byId.get(record.conversation ?? "");
    if (!record.live || !stored) return findings;
    const visitor = record.party.startsWith("v");
    for (const stream of visitor ? (["public"] as const) : (["public", "internal"] as const)) {
      const shown = record.lists[stream];
      const all = stored.lists[stream].map((e) => e.seq);
      const expected = record.older[stream] ? all.slice(-shown.length) : all;
      if (shown.join() !== expected.join())
        findings.push({
          fault: "diverged",
          conversation,
          what: `${record.party} shows ${stream} ${ranges(shown)}, stored ${ranges(all)}`,
        });
    }
    return findings;
  }
}

function checkRuns({ party, conversation, stream, runs }: Extract<HistoryRecord, { kind: "shown" }>): Finding[] {
  return runs.flatMap(([from], i): Finding[] => {
    const before = runs[i - 1]?.[1];
    if (before === undefined) return [];
    const what = `${party} shows ${stream} ${before} → ${from}`;
    return [{ fault: from > before ? "gap" : "order", conversation, what }];
  });
}

function ranges(seqs: readonly number[]): string {
  return `${runsOf(seqs)
    .map(([from, to]) => `${from}..${to}`)
    .join(" ")}`;
}

/** Neighbours that follow each other without a gap, as one run. */
export function runsOf(seqs: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const seq of seqs) {
    const last = runs.at(-1);
    if (last && seq === last[1] + 1) last[1] = seq;
    else runs.push([seq, seq]);
  }
  return runs;
}
