import { SignJWT } from "jose";
import { newConversationId } from "../../worker/conversation/id.ts";
import type { Server } from "./server.ts";

/** One raw socket: what the server can do is measured, not what our client costs. */
export class Socket {
  readonly ws: WebSocket;
  readonly opened: Promise<void>;
  readonly #waiting = new Map<string, (text: string) => void>();

  constructor(url: string, protocols: string[], headers: Record<string, string>) {
    // Node's WebSocket takes headers; a browser sets Origin and Cookie by itself.
    this.ws = new WebSocket(url.replace("http", "ws"), { protocols, headers } as unknown as string[]);
    this.ws.addEventListener("message", ({ data }) => {
      const text = String(data);
      for (const [part, resolve] of this.#waiting) {
        if (!text.includes(part)) continue;
        this.#waiting.delete(part);
        resolve(text);
      }
    });
    this.opened = new Promise((resolve, reject) => {
      this.ws.addEventListener("open", () => resolve());
      this.ws.addEventListener("error", () => reject(new Error(`no socket at ${url}`)));
    });
    this.opened.catch(() => undefined);
  }

  send(frame: object): void {
    this.ws.send(JSON.stringify(frame));
  }

  /** The next message that has this in it. One waits for the same at a time. */
  until(part: string): Promise<string> {
    return new Promise((resolve) => this.#waiting.set(part, resolve));
  }
}

export type Conversation = { id: string; token: string };

/** As `POST /v1/conversations` makes them. */
export async function newConversation(desk: Server): Promise<Conversation> {
  const id = newConversationId(0);
  const token = await new SignJWT({ ws: "main", site: "demo", role: "visitor" })
    .setProtectedHeader({ alg: "HS256", kid: "k" })
    .setSubject(id)
    .setAudience("deskbell")
    .setExpirationTime(Math.floor(Date.now() / 1000) + 86_400)
    .sign(desk.key);
  return { id, token };
}

export async function visitor(desk: Server, { id, token }: Conversation): Promise<Socket> {
  const socket = new Socket(`${desk.url}/v1/conversations/${id}/socket`, ["deskbell.1", `t.${token}`], {
    Origin: desk.origin,
  });
  return greeted(socket);
}

export async function agent(desk: Server, cookie: string, id: string): Promise<Socket> {
  const path = `/v1/console/conversations/${id}/socket`;
  return greeted(new Socket(desk.url + path, ["deskbell.1"], { Origin: desk.origin, Cookie: cookie }));
}

export async function inboxSocket(desk: Server, cookie: string): Promise<Socket> {
  const path = "/v1/console/inbox/socket";
  const socket = new Socket(desk.url + path, ["deskbell.1"], { Origin: desk.origin, Cookie: cookie });
  await socket.opened;
  return socket;
}

async function greeted(socket: Socket): Promise<Socket> {
  await socket.opened;
  const welcome = socket.until('"welcome"');
  socket.send({ type: "hello", have: { public: 0, internal: 0 }, epoch: null });
  await welcome;
  return socket;
}

/** The first admin's cookie. */
export async function signUp(desk: Server): Promise<string> {
  const response = await fetch(`${desk.url}/v1/console/setup`, {
    method: "POST",
    headers: { Origin: desk.origin, "Content-Type": "application/json", "X-Deskbell": "1" },
    body: JSON.stringify({ secret: desk.setupSecret, name: "Anna", password: "correct horse battery" }),
  });
  const cookie = response.headers.get("Set-Cookie")?.split(";", 1)[0];
  if (!response.ok || !cookie) throw new Error(`set-up: ${response.status} ${await response.text()}`);
  return cookie;
}

let ids = 0;
/** Sends a command and waits for its answer; ms. Throws on a refusal. */
export async function command(socket: Socket, frame: object): Promise<number> {
  const clientId = `load-${++ids}-xxxx`;
  const begun = performance.now();
  // "acknowledged" or "refused"; the message itself carries the id too, behind a brace.
  const answered = socket.until(`ed","clientId":"${clientId}"`);
  socket.send({ clientId, ...frame });
  const text = await answered;
  if (text.includes("command.refused")) throw new Error(text);
  return performance.now() - begun;
}

/** A visitor's conversation that a human has, seen by both. */
export async function takenOver(desk: Server, cookie: string): Promise<{ visitor: Socket; agent: Socket }> {
  const conversation = await newConversation(desk);
  const asking = await visitor(desk, conversation);
  await command(asking, { type: "message.send", text: "a human please", choice: { of: 0, pick: "human" } });
  const answering = await agent(desk, cookie, conversation.id);
  await command(answering, { type: "ticket.claim", expected: null });
  return { visitor: asking, agent: answering };
}
