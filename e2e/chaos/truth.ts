import { agentConversation } from "../../client/agent.ts";
import type { ConversationClient } from "../../client/types.ts";
import { visitorConversation } from "../../client/visitor.ts";
import type { InboxEvent } from "../../protocol/frames.ts";
import { SUBPROTOCOL } from "../../protocol/limits.ts";
import { entryOf } from "./entry.ts";
import { History, type TrueConversation, type TrueRow, type Truth } from "./history.ts";
import type { Account } from "./people/accounts.ts";
import type { Place, Visitor } from "./people/visitor.ts";
import { wire } from "./people/wire.ts";

/** Readers at once: enough to be quick, few enough not to be a load. */
const AT_ONCE = 10;
const PATIENCE_MS = 120_000;

/** Reads everything anew, with clients that know nothing yet: each conversation as its visitor and as an agent, and the whole inbox. */
export async function readTruth(visitors: readonly Visitor[], account: Account, place: Place): Promise<Truth> {
  const conversations: TrueConversation[] = [];
  const waiting = visitors.filter((v) => v.conversation !== null);
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const found = await readConversation(next, account, place);
      if (found) conversations.push(found);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { conversations, rows: await readInbox(account, place.server) };
}

async function readConversation(visitor: Visitor, account: Account, place: Place): Promise<TrueConversation | null> {
  const id = visitor.conversation;
  if (!id) return null;
  const { server, site, origin } = place;
  const scratch = new History();
  const agentWire = wire("reader", account.headers, scratch, { seed: 1 });
  const agent = agentConversation({ server, conversationId: id, environment: agentWire.environment });
  const whole = await readWhole(agent);
  // Begun, and nobody has written in it yet: there is nothing of it in the server.
  if (!whole) return null;
  // The visitor's storage names the address through the proxy; the reader goes straight to the server.
  const stored = new Map<string, string>();
  for (const [key, value] of visitor.copyOfStorage())
    if (!key.endsWith(":outbox")) stored.set(key.replace(/^deskbell:.*?:\d+:/, `deskbell:${server}:`), value);
  const ownWire = wire("reader", { Origin: origin }, scratch, { seed: 2 });
  const own = visitorConversation({
    server,
    site,
    storage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    },
    context: () => ({ locale: "en", timeZone: "", pageUrl: "", pageTitle: "", referrer: "" }),
    environment: ownWire.environment,
  });
  const read = await readWhole(own);
  const ticket = whole.ticket?.ticket ?? null;
  return {
    id,
    talk: visitor.talk.index,
    visitor: read ? read.messages.public.map(entryOf) : null,
    lists: { public: whole.messages.public.map(entryOf), internal: whole.messages.internal.map(entryOf) },
    ticket: ticket && { number: ticket.number, status: ticket.status, owner: ticket.assignee?.id ?? null },
  };
}

/** Connects, loads to the first message, and ends. null: the server knows of no such conversation. */
async function readWhole(client: ConversationClient) {
  const until = Date.now() + PATIENCE_MS;
  client.start();
  for (;;) {
    const { phase, hasOlder, messages } = client.snapshot;
    if (phase === "refused") break;
    if (phase === "online") {
      // The pages follow the greeting in the same breath.
      await pause(150);
      if (!hasOlder.public && !hasOlder.internal && messages === client.snapshot.messages) break;
      for (const stream of ["public", "internal"] as const) if (hasOlder[stream]) client.loadOlder(stream);
    }
    if (Date.now() > until) throw new Error("a reader was not answered in 120 s");
    await pause(25);
  }
  const { snapshot } = client;
  client.stop();
  return snapshot.phase === "refused" ? null : snapshot;
}

async function readInbox(account: Account, server: string): Promise<TrueRow[]> {
  const rows = new Map<string, TrueRow>();
  const options = { protocols: [SUBPROTOCOL], headers: account.headers } as unknown as string[];
  const socket = new WebSocket(`${server.replace(/^http/, "ws")}/v1/console/inbox/socket?shard=0`, options);
  await new Promise<void>((resolve, reject) => {
    const views = ["open", "resolved"] as const;
    let view = 0;
    const ask = (after: string | null) => socket.send(JSON.stringify({ type: "inbox.list", view: views[view], after }));
    const late = setTimeout(() => reject(new Error("the inbox was not answered in 120 s")), PATIENCE_MS);
    socket.onopen = () => ask(null);
    socket.onerror = () => reject(new Error("the inbox could not be read"));
    socket.onmessage = ({ data }) => {
      const event = JSON.parse(String(data)) as InboxEvent;
      if (event.type !== "inbox.page") return;
      for (const { conversationId: conversation, version, number, status, assignee } of event.tickets)
        rows.set(conversation, { conversation, version, number, status, owner: assignee?.id ?? null });
      if (event.next) return ask(event.next);
      if (++view < views.length) return ask(null);
      clearTimeout(late);
      resolve();
    };
  });
  socket.close();
  return [...rows.values()];
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
