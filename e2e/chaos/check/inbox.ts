import type { Cause, HistoryRecord, TrueConversation, Truth } from "../history.ts";
import type { Finding } from "./finding.ts";

/** I7: how far the inbox may be behind, while nothing is wrong and while something is, in ms. */
const LAG_MAX_MS = 5_000;
const LAG_MAX_FAULTY_MS = 60_000;
/** After a fault the parties need time to find each other again: the client's longest pause. */
const AFTERMATH_MS = 30_000;

/** The console whose rows measure the lag: it does not go through the proxy and comes back at once. */
export const OBSERVER = "observer";

/** The longest time that the inbox was behind, and the faults of that time by cause. */
export type Lag = { ms: number; during: Partial<Record<Cause, number>> };

/** I7, I8: each ticket is in the inbox, in time, and its version and number never go back. */
export function checkInbox(records: readonly HistoryRecord[], truth: Truth): { findings: Finding[]; longest: Lag } {
  const findings = [...checkRows(truth), ...checkVersions(records), ...checkNumbers(records, truth)];
  const faults = records.flatMap((r) => (r.kind === "fault" && r.cause !== "cut" && r.cause !== "stall" ? [r] : []));
  let longest: Lag = { ms: 0, during: {} };
  const end = records.reduce((last, r) => Math.max(last, r.at), 0);
  for (const conversation of truth.conversations) {
    for (const { at, lagMs } of lags(records, conversation, end)) {
      if (lagMs > longest.ms) {
        const during: Lag["during"] = {};
        for (const f of faults) if (f.at < at + lagMs && f.until > at) during[f.cause] = (during[f.cause] ?? 0) + 1;
        longest = { ms: lagMs, during };
      }
      const faulty = faults.some((f) => f.at < at + lagMs && at < f.until + AFTERMATH_MS);
      const bound = faulty ? LAG_MAX_FAULTY_MS : LAG_MAX_MS;
      if (lagMs > bound)
        findings.push({
          fault: "late_ticket",
          conversation: conversation.id,
          what: `${lagMs} ms behind at ${at}, bound ${bound}`,
        });
    }
  }
  return { findings, longest };
}

/** The inbox in the end: one row for each ticket, as new as the conversation. */
function checkRows({ conversations, rows }: Truth): Finding[] {
  const byId = new Map(rows.map((row) => [row.conversation, row]));
  return conversations.flatMap(({ id, lists, ticket }): Finding[] => {
    if (!ticket) return [];
    const row = byId.get(id);
    const version = lists.public.length + lists.internal.length;
    if (!row) return [{ fault: "missing_ticket", conversation: id, what: "not in the inbox" }];
    const same = row.version === version && row.status === ticket.status && row.owner === ticket.owner;
    if (same) return [];
    const what = `the inbox has version ${row.version} ${row.status} ${row.owner}, the conversation ${version} ${ticket.status} ${ticket.owner}`;
    return [{ fault: "missing_ticket", conversation: id, what }];
  });
}

/** Each console by itself: what it was told of a ticket only ever becomes newer. */
function checkVersions(records: readonly HistoryRecord[]): Finding[] {
  const known = new Map<string, number>();
  return records.flatMap((r): Finding[] => {
    if (r.kind !== "row") return [];
    const key = `${r.party} ${r.conversation}`;
    const before = known.get(key) ?? 0;
    known.set(key, r.version);
    if (r.version >= before) return [];
    return [{ fault: "version_back", conversation: r.conversation, what: `${r.party}: ${before} → ${r.version}` }];
  });
}

/** A number belongs to one conversation, and a conversation has one number. */
function checkNumbers(records: readonly HistoryRecord[], { conversations, rows }: Truth): Finding[] {
  const findings: Finding[] = [];
  const owners = new Map<number, string>();
  const numbers = new Map<string, number>();
  const told = [
    ...records.flatMap((r) => (r.kind === "row" ? [r] : [])),
    ...rows,
    ...conversations.flatMap((c) => (c.ticket?.number ? [{ conversation: c.id, number: c.ticket.number }] : [])),
  ];
  for (const { conversation, number } of told) {
    const owner = owners.get(number) ?? conversation;
    const before = numbers.get(conversation) ?? number;
    if (owner !== conversation)
      findings.push({ fault: "number_conflict", conversation, what: `number ${number} is ${owner}'s` });
    if (before !== number)
      findings.push({ fault: "number_conflict", conversation, what: `number ${before} became ${number}` });
    owners.set(number, owner);
    numbers.set(conversation, before);
  }
  return findings;
}

/**
 * How long each change of a ticket took to reach the observer. A conversation's version is the number of its entries, so the n-th
 * entry by time is known to the inbox as soon as a row of version n or more was seen; without one it is behind until the end.
 */
function lags(
  records: readonly HistoryRecord[],
  { id, lists }: TrueConversation,
  end: number,
): { at: number; lagMs: number }[] {
  const entries = [...lists.public, ...lists.internal].sort((a, b) => a.at - b.at);
  const opened = entries.findIndex((e) => e.said.startsWith("phrase:escalated_"));
  if (opened < 0) return [];
  const rows = records.filter((r) => r.kind === "row" && r.party === OBSERVER && r.conversation === id);
  let next = 0;
  return entries.flatMap(({ at }, i) => {
    if (i < opened) return [];
    while (next < rows.length && (rows[next] as { version: number }).version < i + 1) next++;
    return [{ at, lagMs: Math.max(0, (rows[next]?.at ?? end) - at) }];
  });
}
