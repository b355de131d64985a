import type { Entry, HistoryRecord, TrueConversation, TrueRow, Truth } from "../history.ts";
import { OBSERVER } from "./inbox.ts";

/*
 * A small run without a fault, as it would be recorded: two conversations, each with a question, an escalation, a take-over, an
 * answer and a note. Tests plant one fault in it.
 */

export const AGENTS = new Map([
  ["Anna", "a_anna"],
  ["Boris", "a_boris"],
]);

export type Sample = { records: HistoryRecord[]; truth: Truth };

export function cleanRun(): Sample {
  const talks = [talk(1), talk(2)];
  return {
    records: [
      ...talks.flatMap((t) => t.records),
      { kind: "fault", at: 1_000, cause: "kill", point: "stored", until: 2_000 },
      { kind: "calm", at: 50_000, quietAt: 52_000, chatter: 0 },
      { kind: "console", at: 60_000, party: "Anna's inbox", rows: talks.map(rowOf) },
    ],
    truth: { conversations: talks.map((t) => t.conversation), rows: talks.map(rowOf) },
  };
}

function rowOf({ conversation: { id, ticket } }: { conversation: TrueConversation }): TrueRow {
  return { conversation: id, version: 7, number: ticket?.number ?? 0, status: "waiting", owner: "a_anna" };
}

/** The first conversation of the sample, to plant a fault in. */
export function first(sample: Sample): TrueConversation {
  const [conversation] = sample.truth.conversations;
  if (!conversation) throw new Error("the sample is empty");
  return conversation;
}

/** The records of one kind, to plant a fault in. */
export function some<K extends HistoryRecord["kind"]>(
  { records }: Sample,
  kind: K,
): Extract<HistoryRecord, { kind: K }>[] {
  return records.filter((r): r is Extract<HistoryRecord, { kind: K }> => r.kind === kind);
}

function talk(n: number): { records: HistoryRecord[]; conversation: TrueConversation } {
  const id = `c_${n}`;
  const begun = n * 10_000;
  const entry = (seq: number, author: string, said: string, clientId?: string): Entry => ({
    seq,
    at: begun + seq * 100,
    author,
    said,
    ...(clientId && { clientId }),
  });
  const publicList = [
    entry(1, "visitor", `question #${n}`, `v${n}-1`),
    entry(2, "bot", "answer:billing/invoice"),
    entry(3, "visitor", `a human #${n}`, `v${n}-2`),
    entry(4, "bot", "phrase:escalated_asked_for_human:"),
    entry(5, "system", "phrase:agent_joined:Anna", `c${n}-1`),
    entry(6, "a_anna", `hello #${n}`, `a${n}-1`),
  ];
  const internalList = [{ ...entry(1, "a_anna", `note #${n}`, `a${n}-2`), at: begun + 700 }];
  const visitor = publicList.map(({ clientId, ...e }) => (e.author === "visitor" && clientId ? { ...e, clientId } : e));
  const [v, a] = [`v${n}.0`, `Anna@${n}`];
  const here = (party: string, at: number) => ({ at: begun + at, party, conversation: id });
  const wrote = (party: string, stream: "public" | "internal", said: string): HistoryRecord => ({
    kind: "wrote",
    at: begun,
    party,
    talk: n,
    stream,
    said,
  });
  const acknowledged = (
    party: string,
    clientId: string,
    stream: "public" | "internal",
    seq: number,
  ): HistoryRecord => ({
    kind: "acknowledged",
    ...here(party, 300),
    clientId,
    stream,
    seq,
  });
  const row = (version: number, owner: string | null): HistoryRecord => ({
    kind: "row",
    ...here(OBSERVER, version * 100 + 200),
    version,
    number: n,
    status: version < 6 ? "open" : "waiting",
    owner,
  });
  const final = (party: string, internal: number[]): HistoryRecord => ({
    kind: "final",
    at: 60_000,
    party,
    talk: n,
    conversation: id,
    live: true,
    lists: { public: [1, 2, 3, 4, 5, 6], internal },
    older: { public: false, internal: false },
    pending: [],
  });
  return {
    conversation: {
      id,
      talk: n,
      visitor,
      lists: { public: publicList, internal: internalList },
      ticket: { number: n, status: "waiting", owner: "a_anna" },
    },
    records: [
      wrote(v, "public", `question #${n}`),
      wrote(v, "public", `a human #${n}`),
      wrote(a, "public", `hello #${n}`),
      wrote(a, "internal", `note #${n}`),
      acknowledged(v, `v${n}-1`, "public", 1),
      acknowledged(v, `v${n}-2`, "public", 3),
      { kind: "sent", ...here(a, 400), clientId: `c${n}-1`, command: "ticket.claim", expected: null },
      { kind: "sent", ...here(`Boris@${n}`, 400), clientId: `c${n}-2`, command: "ticket.claim", expected: null },
      { kind: "refused", ...here(`Boris@${n}`, 500), clientId: `c${n}-2`, code: "taken" },
      acknowledged(a, `a${n}-1`, "public", 6),
      acknowledged(a, `a${n}-2`, "internal", 1),
      { kind: "owner", ...here(a, 500), owner: "a_anna" },
      ...visitor.map(
        (e): HistoryRecord => ({
          kind: "heard",
          ...here(v, e.seq * 100),
          stream: "public",
          entry: e,
          explained: false,
        }),
      ),
      ...internalList.map(
        (e): HistoryRecord => ({ kind: "heard", ...here(a, 700), stream: "internal", entry: e, explained: false }),
      ),
      { kind: "shown_sent", at: begun + 600, party: v, clientId: `v${n}-1` },
      { kind: "shown", ...here(v, 600), stream: "public", runs: [[1, 6]] },
      row(4, null),
      row(5, "a_anna"),
      row(7, "a_anna"),
      final(v, []),
      final(a, [1]),
    ],
  };
}
