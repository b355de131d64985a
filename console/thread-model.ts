import type { PendingMessage, Snapshot } from "../client/types.ts";
import type { Author, Message, Stream } from "../protocol/model.ts";

/** What the thread shows, top to bottom. `key` is stable over updates. */
export type ThreadItem =
  | { kind: "day"; key: string; at: number }
  /** `continued`: same speaker as right above and shortly after, so the name is not repeated. */
  | { kind: "message"; key: string; message: Message; continued: boolean }
  | { kind: "pending"; key: string; pending: PendingMessage };

export type Thread = {
  items: ThreadItem[];
  /** Streams whose next older page is needed to show more; empty when the beginning is on screen. */
  older: Stream[];
};

/** Longer silence than this, and the name and time are said again. */
const CONTINUED_MS = 5 * 60_000;
const STREAMS: readonly Stream[] = ["public", "internal"];

/**
 * The public and the internal stream as one, by time. Both keep their own order even if the server's clock was set back;
 * at the same instant the public one comes first (the message, then what it led to in the desk).
 */
export function mergeThread(
  { messages, hasOlder, pending }: Pick<Snapshot, "messages" | "hasOlder" | "pending">,
  day: (at: number) => string,
): Thread {
  // One stream may be loaded further back than the other. Above the point where the shorter one begins the picture
  // would have holes (notes without the messages they speak of), so nothing older than that is shown.
  const begins = STREAMS.filter((s) => hasOlder[s]).map((s) => ({ stream: s, at: messages[s][0]?.at ?? 0 }));
  const horizon = Math.max(0, ...begins.map((b) => b.at));
  const older = begins.filter((b) => b.at === horizon).map((b) => b.stream);
  const inSight = (list: readonly Message[]) => {
    const first = list.findIndex((m) => m.at >= horizon);
    return first < 0 ? [] : list.slice(first);
  };

  const merged = merge(inSight(messages.public), inSight(messages.internal));
  const items: ThreadItem[] = [];
  let before: Message | null = null;
  for (const message of merged) {
    const newDay = before === null || day(before.at) !== day(message.at);
    if (newDay) items.push({ kind: "day", key: `day-${message.stream}-${message.seq}`, at: message.at });
    const continued = !newDay && before !== null && continues(before, message);
    items.push({ kind: "message", key: `${message.stream}-${message.seq}`, message, continued });
    before = message;
  }
  for (const p of pending) items.push({ kind: "pending", key: `pending-${p.clientId}`, pending: p });
  return { items, older };
}

function merge(left: readonly Message[], right: readonly Message[]): Message[] {
  const out: Message[] = [];
  let l = 0;
  let r = 0;
  while (l < left.length || r < right.length) {
    const a = left[l];
    const b = right[r];
    if (a && (!b || a.at <= b.at)) {
      out.push(a);
      l++;
    } else if (b) {
      out.push(b);
      r++;
    }
  }
  return out;
}

function continues(before: Message, message: Message): boolean {
  return (
    before.stream === message.stream &&
    before.body.kind !== "activity" &&
    speaker(before.author) === speaker(message.author) &&
    message.at - before.at < CONTINUED_MS
  );
}

function speaker(author: Author): string {
  return author.kind === "agent" ? author.id : author.kind;
}
