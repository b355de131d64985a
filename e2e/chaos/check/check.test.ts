import { describe, expect, test } from "vitest";
import type { HistoryRecord, TrueConversation, TrueRow } from "../history.ts";
import { check } from "./check.ts";
import type { Fault } from "./finding.ts";
import { AGENTS, cleanRun, first, type Sample, some } from "./sample.fixture.ts";
import { runsOf } from "./shown.ts";

/** The kinds of faults found, each once. */
function faults({ records, truth }: Sample): Fault[] {
  return [...new Set(check(records, truth, AGENTS).findings.map((f) => f.fault))].sort();
}

/** The clean run with one thing changed. */
function planted(change: (sample: Sample) => void): Fault[] {
  const sample = cleanRun();
  change(sample);
  return faults(sample);
}

/** The first record of a kind: there is one in the sample. */
function one<K extends HistoryRecord["kind"]>(sample: Sample, kind: K, at = 0): Extract<HistoryRecord, { kind: K }> {
  const record = some(sample, kind)[at];
  if (!record) throw new Error(`no ${kind}`);
  return record;
}

/** Changes what is stored, for the visitor's reader too, so that only the planted fault shows. */
function both(
  sample: Sample,
  change: (list: { seq: number; at: number; author: string; said: string; clientId?: string }[]) => void,
): void {
  const { lists, visitor } = first(sample);
  change(lists.public);
  change(visitor ?? []);
}

/** Changes the inbox as it was read in the end and as its console shows it, so that only the planted fault shows. */
function inbox(sample: Sample, change: (rows: TrueRow[]) => void): void {
  change(sample.truth.rows);
  change(one(sample, "console").rows);
}

test("a clean history passes, and its lag is measured", () => {
  const { records, truth } = cleanRun();
  const { findings, longestLag } = check(records, truth, AGENTS);
  expect(findings).toEqual([]);
  // The answer (entry 6) is known to the inbox with version 7 only: sent at 600, seen at 900.
  expect(longestLag).toEqual({ ms: 300, during: {} });
});

describe("I1: acknowledged means stored", () => {
  test("an acknowledged message that is not there", () => {
    expect(planted((s) => both(s, (list) => list.pop()))).toContain("lost");
  });
  test("another message at the acknowledged place", () => {
    expect(planted((s) => (one(s, "acknowledged").clientId = "somebody-else"))).toEqual(["lost"]);
  });
  test("a message that a person wrote is nowhere, although nobody acknowledged it", () => {
    const wrote: HistoryRecord = {
      kind: "wrote",
      at: 1,
      party: "v1.0",
      talk: 1,
      stream: "public",
      said: "vanished #1",
    };
    expect(planted((s) => s.records.push(wrote))).toEqual(["lost"]);
  });
  test("a message that is shown as failed is not lost", () => {
    const wrote: HistoryRecord = { kind: "wrote", at: 1, party: "v1.0", talk: 1, stream: "public", said: "refused #1" };
    const failed = (s: Sample) => {
      s.records.push(wrote);
      one(s, "final").pending.push({ clientId: "x", said: "refused #1", failed: true });
    };
    expect(planted(failed)).toEqual([]);
  });
  test("a message that was unsent when its page was reloaded, and that the next page does not have", () => {
    const wrote: HistoryRecord = { kind: "wrote", at: 1, party: "v1.0", talk: 1, stream: "public", said: "unsent #1" };
    const reloaded = (failed: boolean) => (s: Sample) => {
      s.records.push(wrote);
      const pending = [{ clientId: "x", said: "unsent #1", failed }];
      s.records.push({ ...one(s, "final"), party: "v1.1", live: false, pending });
    };
    expect(planted(reloaded(false))).toEqual(["lost"]);
    expect(planted(reloaded(true))).toEqual([]);
  });
  test("somebody heard what is not stored", () => {
    expect(planted((s) => (one(s, "heard").entry = { ...one(s, "heard").entry, seq: 99 }))).toEqual(["lost"]);
  });
});

describe("I2: at most once", () => {
  test("the same client id twice", () => {
    const twice = (s: Sample) =>
      both(s, (list) => list.push({ ...(list[0] as (typeof list)[number]), seq: 7, said: "again" }));
    expect(planted(twice)).toContain("doubled");
  });
  test("the same words under another client id", () => {
    const twice = (s: Sample) =>
      both(s, (list) => list.push({ seq: 7, at: 1, author: "visitor", said: "question #1", clientId: "new-id" }));
    expect(planted(twice)).toContain("doubled");
  });
});

describe("I3: dense, in order, the same for all", () => {
  test("a gap in the stored list", () => {
    expect(planted((s) => both(s, (list) => list.splice(1, 1)))).toContain("gap");
  });
  test("two messages changed places", () => {
    expect(planted((s) => both(s, (list) => list.reverse()))).toContain("order");
  });
  test("somebody heard another message at that place", () => {
    expect(planted((s) => (one(s, "heard").entry = { ...one(s, "heard").entry, said: "other" }))).toEqual(["order"]);
  });
});

describe("I3: one person's words stand in the order in which they were written", () => {
  /** The visitor of the first talk wrote its two messages the other way round. */
  const swap = (s: Sample) => {
    const [a, b] = [s.records.indexOf(one(s, "wrote", 0)), s.records.indexOf(one(s, "wrote", 1))];
    [s.records[a], s.records[b]] = [s.records[b] as HistoryRecord, s.records[a] as HistoryRecord];
  };
  test("what was written second stands first", () => {
    expect(planted(swap)).toEqual(["order"]);
  });
  test("written in two tabs, in two streams, or in two conversations, there is no order to keep", () => {
    const tabs = (s: Sample) => {
      swap(s);
      one(s, "wrote").party = "v1.1";
    };
    expect(planted(tabs)).toEqual([]);
    const streams = (s: Sample) => {
      const [a, b] = [one(s, "wrote", 2), one(s, "wrote", 3)];
      s.records.splice(s.records.indexOf(a), 1);
      s.records.splice(s.records.indexOf(b) + 1, 0, a);
    };
    expect(planted(streams)).toEqual([]);
    const elsewhere = (s: Sample) => {
      // The same person wrote in the other conversation first, at the same seq.
      const other = s.truth.conversations[1] as TrueConversation;
      Object.assign(one(s, "wrote", 4), { party: "v1.0", said: other.lists.public[0]?.said });
      s.records.unshift(...s.records.splice(s.records.indexOf(one(s, "wrote", 4)), 1));
    };
    expect(planted(elsewhere)).toEqual([]);
  });
  test("what was refused may come later, but not what was only too much at once", () => {
    const refused = (code: string) => (s: Sample) => {
      swap(s);
      s.records.push({ kind: "refused", at: 1, party: "v1.0", conversation: "c_1", clientId: "v1-1", code });
    };
    expect(planted(refused("conflict"))).toEqual([]);
    expect(planted(refused("too_many"))).toContain("order");
  });
});

describe("I4: everybody shows the one list", () => {
  test("a visitor who reads another list than the agent", () => {
    expect(planted((s) => first(s).visitor?.pop())).toEqual(["diverged"]);
  });
  test("a conversation that its visitor cannot read", () => {
    expect(planted((s) => (first(s).visitor = null))).toEqual(["diverged"]);
  });
  test("a client that has not caught up in the end", () => {
    expect(planted((s) => one(s, "final").lists.public.pop())).toEqual(["diverged"]);
  });
  test("an agent without the last note", () => {
    expect(planted((s) => one(s, "final", 1).lists.internal.pop())).toEqual(["diverged"]);
  });
  test("a page that was closed need not have caught up", () => {
    const closed = (s: Sample) => {
      one(s, "final").lists.public.pop();
      one(s, "final").live = false;
    };
    expect(planted(closed)).toEqual([]);
  });
  test("a gap on the screen, and a wrong order there", () => {
    expect(planted((s) => (one(s, "shown").runs = runsOf([1, 2, 4])))).toEqual(["gap"]);
    expect(planted((s) => (one(s, "shown").runs = runsOf([1, 3, 2])))).toEqual(["gap", "order"]);
  });
});

describe("I5: the sender sees the truth", () => {
  test("shown as sent, and not stored", () => {
    expect(planted((s) => (one(s, "shown_sent").clientId = "never"))).toEqual(["untruth"]);
  });
  test("shown as sent before the server had said anything of it, though it is stored in the end", () => {
    const early = (s: Sample) => {
      const sent = one(s, "shown_sent");
      s.records.splice(s.records.indexOf(sent), 1);
      s.records.unshift(sent);
    };
    expect(planted(early)).toEqual(["untruth"]);
  });
  test("what another client was told does not count, what was heard does", () => {
    expect(planted((s) => (one(s, "shown_sent").party = "v1.1"))).toEqual(["untruth"]);
    expect(planted((s) => s.records.splice(s.records.indexOf(one(s, "acknowledged")), 1))).toEqual([]);
  });
  test("shown as failed, and stored", () => {
    expect(
      planted((s) => one(s, "final").pending.push({ clientId: "v1-1", said: "question #1", failed: true })),
    ).toEqual(["untruth"]);
  });
  test("still unsent in the end", () => {
    expect(planted((s) => one(s, "final").pending.push({ clientId: "x", said: "x", failed: false }))).toEqual([
      "untruth",
    ]);
  });
  test("refused, and stored all the same", () => {
    expect(planted((s) => (one(s, "refused").clientId = "v1-1"))).toEqual(["untruth"]);
  });
});

describe("I6: one owner, and a bot that is silent", () => {
  test("a second agent takes over, expecting nobody", () => {
    const second = (s: Sample) => {
      both(s, (list) =>
        list.push({ seq: 7, at: 1, author: "system", said: "phrase:agent_joined:Boris", clientId: "c1-2" }),
      );
      s.records = s.records.filter((r) => r.kind !== "refused");
    };
    expect(planted(second)).toContain("owner_conflict");
  });
  test("an agent speaks who has not taken over", () => {
    const stranger = (s: Sample) => both(s, (list) => Object.assign(list[5] as object, { author: "a_boris" }));
    expect(planted(stranger)).toContain("owner_conflict");
  });
  test("an owner that the log does not know", () => {
    expect(planted((s) => (one(s, "owner").owner = "a_boris"))).toEqual(["owner_conflict"]);
    expect(planted((s) => (first(s).ticket = { number: 1, status: "waiting", owner: "a_boris" }))).toContain(
      "owner_conflict",
    );
  });
  test("somebody joined and nobody had asked for it", () => {
    expect(planted((s) => (one(s, "sent").clientId = "other"))).toEqual(["owner_conflict"]);
  });
  test("the bot speaks after the take-over", () => {
    expect(planted((s) => both(s, (list) => list.push({ seq: 7, at: 1, author: "bot", said: "answer:x" })))).toContain(
      "bot_spoke",
    );
  });
  test("the bot may speak again when it was handed back", () => {
    const back = (s: Sample) => {
      both(s, (list) =>
        list.push(
          { seq: 7, at: 1, author: "system", said: "phrase:agent_returned_to_bot:Anna", clientId: "r" },
          { seq: 8, at: 1, author: "bot", said: "answer:x" },
        ),
      );
    };
    expect(planted(back)).not.toContain("bot_spoke");
  });
});

describe("I7: every ticket is in the inbox, in time", () => {
  test("no row, and a row that is behind", () => {
    expect(planted((s) => inbox(s, (rows) => rows.pop()))).toEqual(["missing_ticket"]);
    const behind = (rows: TrueRow[]) => Object.assign(rows[0] as object, { version: 6 });
    expect(planted((s) => inbox(s, behind))).toEqual(["missing_ticket"]);
  });
  test("an agent's inbox that is stale in the end, lacks a row, or has one too many", () => {
    const stale = (change: object) => (s: Sample) => Object.assign(one(s, "console").rows[0] as object, change);
    expect(planted(stale({ version: 6 }))).toEqual(["stale_console"]);
    expect(planted(stale({ status: "open" }))).toEqual(["stale_console"]);
    expect(planted(stale({ owner: null }))).toEqual(["stale_console"]);
    expect(planted((s) => one(s, "console").rows.pop())).toEqual(["stale_console"]);
    const more = (s: Sample) => one(s, "console").rows.push({ ...(s.truth.rows[0] as TrueRow), conversation: "c_9" });
    expect(planted(more)).toEqual(["stale_console"]);
  });
  test("an entry that the observer never saw a row for is late until the end", () => {
    const never = (faultAt: number) => (s: Sample) => {
      Object.assign(one(s, "fault"), { at: faultAt, until: faultAt });
      s.records = s.records.filter((r) => r.kind !== "row" || r.version < 7);
    };
    expect(planted(never(-100_000))).toEqual(["late_ticket"]);
  });
  test("late: 5 s without a fault, 60 s with one", () => {
    const late = (ms: number, faultAt: number) => (s: Sample) => {
      for (const row of some(s, "row")) row.at += ms;
      one(s, "fault").at = faultAt;
      one(s, "fault").until = faultAt;
    };
    expect(planted(late(6_000, -100_000))).toEqual(["late_ticket"]);
    expect(planted(late(6_000, 10_000))).toEqual([]);
    expect(planted(late(61_000, 10_000))).toEqual(["late_ticket"]);
  });
});

describe("I8: versions and numbers", () => {
  test("a version that goes back", () => {
    expect(planted((s) => (one(s, "row", 2).version = 3))).toContain("version_back");
  });
  test("one number for two conversations, two numbers for one", () => {
    const same = (s: Sample) => {
      for (const row of some(s, "row")) row.number = 1;
      inbox(s, (rows) => rows.forEach((row) => (row.number = 1)));
      for (const c of s.truth.conversations) c.ticket = { ...c.ticket, number: 1 } as NonNullable<typeof c.ticket>;
    };
    expect(planted(same)).toEqual(["number_conflict"]);
    expect(planted((s) => (one(s, "row", 1).number = 9))).toEqual(["number_conflict"]);
  });
});

describe("I10: nothing crosses over", () => {
  test("a message of another conversation", () => {
    const foreign = (s: Sample) => {
      one(s, "heard").entry = { ...one(s, "heard").entry, said: "question #2" };
    };
    expect(planted(foreign)).toContain("foreign");
  });
  test("a visitor who hears the internal stream, or why the bot answered", () => {
    expect(planted((s) => (one(s, "heard").explained = true))).toEqual(["foreign"]);
    expect(planted((s) => s.records.push({ ...one(s, "heard", 6), party: "v1.0" }))).toEqual(["foreign"]);
  });
});

describe("I11: it comes to rest", () => {
  test("never, too late, and with chatter afterwards", () => {
    expect(planted((s) => (one(s, "calm").quietAt = null))).toEqual(["unrest"]);
    expect(planted((s) => (one(s, "calm").quietAt = 171_000))).toEqual(["unrest"]);
    expect(planted((s) => (one(s, "calm").chatter = 3))).toEqual(["unrest"]);
  });
  test("a server that ended by itself", () => {
    expect(planted((s) => s.records.push({ kind: "crash", at: 1, words: "ended with 134" }))).toEqual(["crash"]);
  });
});
