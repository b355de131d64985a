import type { Entry, HistoryRecord, TrueConversation, Truth } from "../history.ts";
import type { Finding } from "./finding.ts";

/** I1, I2, I3: what was acknowledged is there, once, at its place, and the place is the same for everybody. */
export function checkStored(records: readonly HistoryRecord[], truth: Truth): Finding[] {
  const byId = new Map(truth.conversations.map((c) => [c.id, c]));
  return [
    ...truth.conversations.flatMap(checkLists),
    ...records.flatMap((r) => (r.kind === "acknowledged" ? checkAcknowledged(r, byId.get(r.conversation)) : [])),
    ...records.flatMap((r) => (r.kind === "refused" ? checkRefused(r, byId.get(r.conversation)) : [])),
    ...records.flatMap((r) => (r.kind === "heard" ? checkHeard(r, byId.get(r.conversation)) : [])),
    ...checkWritten(records, truth),
  ];
}

function checkLists(conversation: TrueConversation): Finding[] {
  const { id, lists, visitor } = conversation;
  const findings: Finding[] = [];
  const sides: [string, Entry[]][] = [
    ["public", lists.public],
    ["internal", lists.internal],
    ["public, the visitor's", visitor ?? []],
  ];
  for (const [name, list] of sides) {
    list.forEach((entry, i) => {
      const before = list[i - 1]?.seq ?? 0;
      if (entry.seq > before + 1)
        findings.push({ fault: "gap", conversation: id, what: `${name}: ${before} → ${entry.seq}` });
      if (entry.seq <= before)
        findings.push({ fault: "order", conversation: id, what: `${name}: ${before} → ${entry.seq}` });
    });
  }
  for (const list of [[...lists.public, ...lists.internal], visitor ?? []]) {
    const seen = new Map<string, number>();
    for (const { author, clientId, seq } of list) {
      const key = `${author} ${clientId}`;
      if (clientId && seen.has(key))
        findings.push({ fault: "doubled", conversation: id, what: `${key} at ${seen.get(key)} and ${seq}` });
      if (clientId) seen.set(key, seq);
    }
  }
  if (!visitor) findings.push({ fault: "diverged", conversation: id, what: "its visitor cannot read it" });
  else if (!sameList(visitor, lists.public))
    findings.push({ fault: "diverged", conversation: id, what: "the visitor reads another list than the agent" });
  return findings;
}

function checkAcknowledged(
  record: Extract<HistoryRecord, { kind: "acknowledged" }>,
  conversation: TrueConversation | undefined,
): Finding[] {
  const { party, clientId, stream, seq } = record;
  // A verb that changed nothing leaves no entry: only what got a place can be missed.
  if (seq === undefined) return [];
  const entry = conversation?.lists[stream ?? "public"].find((e) => e.seq === seq);
  if (entry?.clientId === clientId) return [];
  const what = `${party}: ${clientId} was acknowledged at ${stream} ${seq}, there is ${entry ? `"${entry.said}"` : "nothing"}`;
  return [{ fault: "lost", conversation: record.conversation, what }];
}

function checkRefused(
  { party, clientId, code, conversation: id }: Extract<HistoryRecord, { kind: "refused" }>,
  conversation: TrueConversation | undefined,
): Finding[] {
  // "The same id with another text" says that the id is there.
  if (code === "conflict" || !conversation) return [];
  const { lists } = conversation;
  const entry = [...lists.public, ...lists.internal].find((e) => e.clientId === clientId);
  if (!entry) return [];
  return [{ fault: "untruth", conversation: id, what: `${party}: ${clientId} was refused (${code}) and is stored` }];
}

/** A client that met a message once must find the same one there in the end. */
function checkHeard(
  { party, stream, entry, conversation: id }: Extract<HistoryRecord, { kind: "heard" }>,
  conversation: TrueConversation | undefined,
): Finding[] {
  const stored = conversation?.lists[stream].find((e) => e.seq === entry.seq);
  if (stored && sameEntry(stored, entry)) return [];
  const what = `${party} heard "${entry.said}" at ${stream} ${entry.seq}, there is ${stored ? `"${stored.said}"` : "nothing"}`;
  return [{ fault: stored ? "order" : "lost", conversation: id, what }];
}

/** Nothing that a person wrote vanishes: it is stored, once, or shown to them as failed or unsent. */
function checkWritten(records: readonly HistoryRecord[], truth: Truth): Finding[] {
  const stored = new Map<string, number>();
  for (const { lists } of truth.conversations)
    for (const { said } of [...lists.public, ...lists.internal]) stored.set(said, (stored.get(said) ?? 0) + 1);
  const kept = new Set<string>();
  // What a page that is gone still had to send is kept by nobody, unless the next one has it; what it showed as failed was said.
  for (const r of records)
    if (r.kind === "final") for (const { said, failed } of r.pending) if (r.live || failed) kept.add(said);
  return records.flatMap((r): Finding[] => {
    if (r.kind !== "wrote") return [];
    const times = stored.get(r.said) ?? 0;
    const conversation = `talk ${r.talk}`;
    if (times > 1) return [{ fault: "doubled", conversation, what: `"${r.said}" is stored ${times} times` }];
    if (times === 1 || kept.has(r.said)) return [];
    return [
      {
        fault: "lost",
        conversation,
        what: `${r.party} wrote "${r.said}", which is neither stored nor shown as unsent`,
      },
    ];
  });
}

function sameList(a: readonly Entry[], b: readonly Entry[]): boolean {
  return a.length === b.length && a.every((entry, i) => sameEntry(entry, b[i]));
}

/** Client ids are compared where both have them: a visitor is told their own only. */
function sameEntry(a: Entry, b: Entry | undefined): boolean {
  return (
    b !== undefined &&
    a.seq === b.seq &&
    a.at === b.at &&
    a.author === b.author &&
    a.said === b.said &&
    (!a.clientId || !b.clientId || a.clientId === b.clientId)
  );
}
