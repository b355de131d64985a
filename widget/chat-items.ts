import type { PendingMessage, Snapshot } from "../client/types.ts";
import type { Message } from "../protocol/model.ts";

type Speaker = "you" | "bot" | "agent" | "system";

/** One line of the conversation as it is shown. */
export type Item = {
  /** The same while a message goes from pending to stored, so that its element stays. */
  key: string;
  speaker: Speaker;
  /** Agents only. */
  name: string;
  /** ms since 1970 UTC. */
  at: number;
  /** The first of its day, on the visitor's clock. */
  newDay: boolean;
  /** Says who speaks and when: somebody else than before, or after a pause. */
  headed: boolean;
  /** Buttons under it can be pressed. */
  live: boolean;
  /** Of the visitor's last message, as long as a person has to answer it: stored, or seen by an agent. */
  mark: "" | "sent" | "read";
  /** The same object as long as nothing of it has changed. */
  content: Message | PendingMessage;
};

type Talk = Pick<Snapshot, "messages" | "pending" | "conversation">;

const PAUSE_MS = 10 * 60_000;

/** Public messages in order, then what is not acknowledged yet. */
export function itemsOf(snapshot: Talk & Pick<Snapshot, "read">): Item[] {
  const items: Item[] = [];
  // Of the day of the item before: asking the calendar for each of 2 000 messages would take longer than drawing one.
  let [from, to] = [0, 0];
  const add = (item: Omit<Item, "headed" | "newDay">): void => {
    const before = items.at(-1);
    const newDay = item.at < from || item.at >= to;
    if (newDay) {
      const day = new Date(item.at);
      from = day.setHours(0, 0, 0, 0);
      to = day.setDate(day.getDate() + 1);
    }
    const headed =
      item.speaker !== "system" &&
      (newDay || before?.speaker !== item.speaker || before.name !== item.name || item.at - before.at > PAUSE_MS);
    items.push({ ...item, headed, newDay });
  };
  const messages = snapshot.messages.public;
  const live = liveSeq(snapshot);
  const toHuman = snapshot.conversation?.floor === "human" && !snapshot.pending.length;
  const last = toHuman && messages.findLast(({ author }) => /visitor|agent/.test(author.kind));
  for (const message of messages) {
    const { author, seq, at, clientId } = message;
    const speaker = author.kind === "visitor" ? "you" : author.kind;
    const name = author.kind === "agent" ? author.name : "";
    const key = speaker === "you" && clientId ? clientId : `${seq}`;
    const mark = speaker !== "you" || message !== last ? "" : snapshot.read.agent < seq ? "sent" : "read";
    add({ key, speaker, name, at, live: seq === live, mark, content: message });
  }
  for (const pending of snapshot.pending) {
    add({ key: pending.clientId, speaker: "you", name: "", at: pending.at, live: false, mark: "", content: pending });
  }
  return items;
}

/** Among the buttons that can be pressed is the one for a human. */
export function offersHuman(snapshot: Talk): boolean {
  const live = liveSeq(snapshot);
  const body = snapshot.messages.public.findLast(({ seq }) => seq === live)?.body;
  return !!body && "options" in body && body.options.some(({ pick }) => pick === "human");
}

/** Seq of the message whose buttons count: the bot spoke last, has the floor, and no answer to it is under way. 0: none. */
function liveSeq({ messages, pending, conversation }: Talk): number {
  if (conversation?.floor === "human" || pending.some((m) => m.state === "pending")) return 0;
  const last = messages.public.findLast((m) => m.author.kind !== "system");
  return last?.author.kind === "bot" ? last.seq : 0;
}
