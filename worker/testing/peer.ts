import { exports } from "cloudflare:workers";
import type { ConversationResponse } from "../../protocol/api.ts";

/** Origin of a page that embeds the widget of the test site, and of the server itself. */
export const SHOP = "https://shop.example";
export const SERVER = "https://desk.example";

type Frame = Record<string, unknown> & { type: string };

export function request(path: string, init: RequestInit = {}): Promise<Response> {
  return exports.default.fetch(new Request(`${SERVER}${path}`, init));
}

/** Body of an error, so that each test says which code it expects. */
export async function errorCode(response: Response): Promise<string> {
  const { error } = (await response.json()) as { error: { code: string } };
  return `${response.status} ${error.code}`;
}

/** One end of a socket: collects frames, and waits for the one that is asked for. */
export class Peer {
  readonly frames: Frame[] = [];
  readonly texts: string[] = [];
  closed: { code: number; reason: string } | null = null;
  readonly #socket: WebSocket;
  #wake: () => void = () => undefined;
  #ids = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.accept();
    socket.addEventListener("message", (event) => {
      this.texts.push(String(event.data));
      if (event.data !== "pong") this.frames.push(JSON.parse(String(event.data)) as Frame);
      this.#wake();
    });
    socket.addEventListener("close", (event) => {
      this.closed = { code: event.code, reason: event.reason };
      this.#wake();
    });
  }

  raw(data: string | ArrayBuffer): void {
    this.#socket.send(data);
  }

  /** Sends a command with a fresh client id (or the given one) and waits for its answer. */
  async command(frame: Frame): Promise<Frame> {
    const clientId =
      (frame.clientId as string | undefined) ?? `client-${++this.#ids}-${Math.random().toString(36).slice(2)}`;
    const from = this.frames.length;
    this.raw(JSON.stringify({ clientId, ...frame }));
    return this.until((f) => f.clientId === clientId && f.type.startsWith("command."), from);
  }

  async hello(
    have: { public: number; internal?: number } = { public: 0 },
    epoch: string | null = null,
  ): Promise<Frame> {
    const from = this.frames.length;
    this.raw(JSON.stringify({ type: "hello", have, epoch }));
    return this.until((f) => f.type === "welcome", from);
  }

  say(text: string, extra: object = {}): Promise<Frame> {
    return this.command({ type: "message.send", text, ...extra });
  }

  async until(match: (frame: Frame) => boolean, from = 0): Promise<Frame> {
    for (let waited = 0; waited < 2_000; waited++) {
      const found = this.frames.slice(from).find(match);
      if (found) return found;
      await this.#change();
    }
    throw new Error(`the frame did not come; have ${this.texts.join("\n")}`);
  }

  async untilClosed(): Promise<{ code: number; reason: string }> {
    for (let waited = 0; waited < 2_000 && !this.closed; waited++) await this.#change();
    if (!this.closed) throw new Error("the socket was not closed");
    return this.closed;
  }

  close(): void {
    this.#socket.close(1000, "");
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, 50);
    });
  }
}

export async function newConversation(site = "demo", origin = SHOP): Promise<ConversationResponse> {
  const response = await request("/v1/conversations", {
    method: "POST",
    headers: { Origin: origin, "Content-Type": "application/json" },
    body: JSON.stringify({ site }),
  });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
}

export function upgrade(path: string, headers: Record<string, string>): Promise<Response> {
  return request(path, { headers: { Upgrade: "websocket", "User-Agent": "Test/1", ...headers } });
}

export async function visitor(session: ConversationResponse, greet = true, origin = SHOP): Promise<Peer> {
  const response = await upgrade(`/v1/conversations/${session.conversationId}/socket`, {
    Origin: origin,
    "Sec-WebSocket-Protocol": `deskbell.1, t.${session.token}`,
  });
  if (!response.webSocket) throw new Error(`no upgrade: ${response.status} ${await response.text()}`);
  const peer = new Peer(response.webSocket);
  if (greet) await peer.hello();
  return peer;
}

const OWN = { Origin: SERVER, "Content-Type": "application/json", "X-Deskbell": "1", "Sec-Fetch-Site": "same-origin" };

/** A console mutation as the console sends it. */
export function mutate(
  path: string,
  body: object,
  headers: Record<string, string> = {},
  method = "POST",
): Promise<Response> {
  return request(path, { method, headers: { ...OWN, ...headers }, body: JSON.stringify(body) });
}

export function cookieOf(response: Response): string {
  return response.headers.get("Set-Cookie")?.split(";", 1)[0] ?? "";
}

const PASSWORDS = { Anna: "correct horse battery", Boris: "another long one" };

/** The first admin's cookie, and a colleague's. */
export async function signUp(): Promise<{ anna: string; boris: string }> {
  const setup = await mutate("/v1/console/setup", {
    secret: "test-setup-secret",
    name: "Anna",
    password: PASSWORDS.Anna,
  });
  if (!setup.ok) throw new Error(`set-up: ${setup.status} ${await setup.text()}`);
  const anna = cookieOf(setup);
  await setup.body?.cancel();
  const invitation = await mutate("/v1/console/invitations", {}, { Cookie: anna });
  if (!invitation.ok) throw new Error(`invitation: ${invitation.status} ${await invitation.text()}`);
  const { secret } = (await invitation.json()) as { secret: string };
  const joined = await mutate("/v1/console/invitations/accept", {
    secret,
    name: "Boris",
    password: PASSWORDS.Boris,
  });
  if (!joined.ok) throw new Error(`joining: ${joined.status} ${await joined.text()}`);
  const boris = cookieOf(joined);
  await joined.body?.cancel();
  return { anna, boris };
}

/** A further session of somebody whom `signUp` has made. */
export async function signInAs(name: "Anna" | "Boris"): Promise<string> {
  const response = await mutate("/v1/console/sign-in", { name, password: PASSWORDS[name] });
  await response.body?.cancel();
  return cookieOf(response);
}

export async function agentSocket(path: string, cookie: string): Promise<Peer> {
  const response = await upgrade(path, { Origin: SERVER, Cookie: cookie, "Sec-WebSocket-Protocol": "deskbell.1" });
  if (!response.webSocket) throw new Error(`no upgrade: ${response.status} ${await response.text()}`);
  return new Peer(response.webSocket);
}

export async function agentOn(conversationId: string, cookie: string): Promise<Peer> {
  const peer = await agentSocket(`/v1/console/conversations/${conversationId}/socket`, cookie);
  await peer.hello({ public: 0, internal: 0 });
  return peer;
}

/** A visitor who has asked for a human: the ticket has its number. */
export async function escalated(): Promise<{ session: ConversationResponse; peer: Peer }> {
  const session = await newConversation();
  const peer = await visitor(session);
  await peer.say("I would like to talk to a human", {
    choice: { of: 0, pick: "human" },
    context: { locale: "en", timeZone: "Europe/Berlin", pageUrl: `${SHOP}/p`, pageTitle: "P", referrer: "" },
  });
  await peer.until(
    (f) =>
      f.type === "conversation.changed" && (f.conversation as { ticketNumber: number | null }).ticketNumber !== null,
  );
  return { session, peer };
}
