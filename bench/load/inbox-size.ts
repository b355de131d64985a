import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { TicketSummary } from "../../protocol/model.ts";
import { newConversationId } from "../../worker/conversation/id.ts";
import { documentWords } from "../../worker/inbox/search-query.ts";
import { quantile, table } from "./figures.ts";
import { inboxSocket, type Socket, takenOver } from "./peers.ts";
import type { Server } from "./server.ts";

const WORDS = ["invoice", "refund", "password", "delivery", "счёт", "возврат", "пароль", "доставка", "crash", "export"];
const DAY = 86_400_000;

/**
 * An inbox of that many tickets: written into the object's own database while workerd is down (upserts would take an hour), then
 * asked as a console asks, over its socket.
 */
export async function measureInbox(
  desk: Server,
  cookie: string,
  { open, closed }: { open: number; closed: number },
): Promise<string> {
  // The object must have made its schema itself.
  await takenOver(desk, cookie);
  await desk.stop();
  fill(desk, open, closed);
  await desk.start();
  const begun = performance.now();
  const socket = await inboxSocket(desk, cookie);
  await ask(socket, { type: "inbox.list", view: "open", after: null }, "inbox.page");
  const waking = performance.now() - begun;
  const rows: (string | number)[][] = [
    ["first page after a wake, socket and sign-in included", 1, waking.toFixed(1), ""],
  ];
  const measure = async (what: string, count: number, frame: (i: number) => object, until: string) => {
    const times: number[] = [];
    for (let i = 0; i < count; i++) times.push(await ask(socket, frame(i), until));
    rows.push([what, count, quantile(times, 0.5).toFixed(2), quantile(times, 0.99).toFixed(2)]);
  };
  const list = (view: string) => () => ({ type: "inbox.list", view, after: null });
  await measure("first page: open", 200, list("open"), "inbox.page");
  await measure("first page: mine", 200, list("mine"), "inbox.page");
  await measure("first page: solved", 200, list("resolved"), "inbox.page");
  const search = (query: (i: number) => string) => (i: number) => ({ type: "inbox.search", query: query(i) });
  await measure(
    "search: a word that one in ten has",
    200,
    search((i) => WORDS[i % WORDS.length] ?? ""),
    "inbox.found",
  );
  await measure(
    "search: two words",
    200,
    search((i) => `${WORDS[i % 10]} ${WORDS[(i + 3) % 10]}`),
    "inbox.found",
  );
  await measure(
    "search: a word that one has",
    200,
    search((i) => `rare${i * 7}`),
    "inbox.found",
  );
  socket.ws.close();
  return `${open + closed} tickets, ${open} of them open.\n\n${table(["asked over the socket", "n", "p50 ms", "p99 ms"], rows)}`;
}

function fill(desk: Server, open: number, closed: number): void {
  const folder = join(desk.folder, "objects", "deskbell-inbox");
  const file = readdirSync(folder).find((name) => name.endsWith(".sqlite"));
  if (!file) throw new Error("the inbox has no database yet");
  const db = new DatabaseSync(join(folder, file));
  const ticket = db.prepare(
    `INSERT INTO tickets (id, version, number, status, assignee_id, sort_at, summary, solved, generation, document_hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', 'x')`,
  );
  const words = db.prepare("INSERT INTO ticket_words (rowid, body) VALUES (?, ?)");
  const now = Date.now();
  db.exec("BEGIN");
  for (let i = 0; i < open + closed; i++) {
    const isOpen = i < open;
    const number = 1_000 + i;
    const at = now - ((i * 997) % (30 * DAY));
    const subject = `${WORDS[i % 10]} and ${WORDS[Math.floor(i / 10) % 10]}, rare${i}`;
    const summary = {
      conversationId: newConversationId(0),
      siteId: "demo",
      version: 5,
      number,
      status: isOpen ? "open" : "resolved",
      line: 1,
      priority: "normal",
      reason: "nothing_found",
      assignee: i % 5 === 0 ? { id: "a_0123456789abcdef", name: "Boris" } : null,
      subject,
      preview: { author: "visitor", text: `${subject} ${"x".repeat(80)}` },
      locale: i % 2 ? "en" : "ru",
      openedAt: at,
      updatedAt: at,
      waitingSince: isOpen ? at : null,
    } as unknown as TicketSummary;
    ticket.run(
      summary.conversationId,
      5,
      number,
      summary.status,
      summary.assignee?.id ?? null,
      isOpen ? at : -at,
      JSON.stringify(summary),
      isOpen ? 0 : 1,
    );
    words.run(number, documentWords(`${subject} my order has not come, what can I do, please help`));
  }
  db.exec("COMMIT");
  db.close();
}

async function ask(socket: Socket, frame: object, until: string): Promise<number> {
  const begun = performance.now();
  const answer = socket.until(`"${until}"`);
  socket.send(frame);
  await answer;
  return performance.now() - begun;
}
