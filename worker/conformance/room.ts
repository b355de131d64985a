import { afterEach } from "vitest";
import type { ConversationResponse } from "../../protocol/api.ts";
import { errorCode, request, SERVER, SHOP, upgrade } from "../testing/peer.ts";
import { mintSession } from "../testing/session.ts";
import type { Door, DoorKind } from "./door.ts";
import { HttpDoor } from "./http-door.ts";
import { SocketDoor } from "./socket-door.ts";

/** Two agents with their cookies; made once for a whole file. */
export type Agents = { anna: string; boris: string };

/** Who knocks: a visitor's token and page, or an agent's cookie. */
export type Credential = { token: string; origin?: string } | { cookie: string };

const base = (id: string, who: Credential): string =>
  "cookie" in who ? `/v1/console/conversations/${id}` : `/v1/conversations/${id}`;

function headers(who: Credential): Record<string, string> {
  return "cookie" in who
    ? { Cookie: who.cookie, Origin: SERVER, "X-Deskbell": "1", "Sec-Fetch-Site": "same-origin" }
    : { Authorization: `Bearer ${who.token}`, Origin: who.origin ?? SHOP };
}

function socketHeaders(who: Credential): Record<string, string> {
  return "cookie" in who
    ? { Cookie: who.cookie, Origin: SERVER, "Sec-WebSocket-Protocol": "deskbell.1" }
    : { Origin: who.origin ?? SHOP, "Sec-WebSocket-Protocol": `deskbell.1, t.${who.token}` };
}

/** A door that is not greeted yet. Throws with status and code when it is refused. */
export async function open(kind: DoorKind, id: string, who: Credential): Promise<Door> {
  if (kind === "http") {
    return new HttpDoor((path, init) =>
      request(`${base(id, who)}${path}`, { ...init, headers: { ...headers(who), ...(init.headers as object) } }),
    );
  }
  const response = await upgrade(`${base(id, who)}/socket`, socketHeaders(who));
  if (!response.webSocket) throw new Error(await errorCode(response));
  return new SocketDoor(response.webSocket);
}

/** Status and code of each way in that this kind of door has; "open" where nothing was refused. */
export async function knock(kind: DoorKind, id: string, who: Credential): Promise<string[]> {
  const said = async (response: Response) => {
    response.webSocket?.accept();
    response.webSocket?.close();
    if (response.status >= 400) return errorCode(response);
    await response.body?.cancel();
    return "open";
  };
  if (kind === "socket") return [await said(await upgrade(`${base(id, who)}/socket`, socketHeaders(who)))];
  const frame = JSON.stringify({ type: "message.send", clientId: "knock-knock", text: "let me in" });
  const post = { method: "POST", headers: { ...headers(who), "Content-Type": "application/json" }, body: frame };
  return [
    await said(await request(`${base(id, who)}/events?wait=0`, { headers: headers(who) })),
    await said(await request(`${base(id, who)}/frames`, post)),
  ];
}

/** People of one test on one kind of door; all of them leave when it ends. */
export class Room {
  readonly kind: DoorKind;
  readonly #open: Door[] = [];

  constructor(kind: DoorKind) {
    this.kind = kind;
    afterEach(async () => {
      await Promise.all(this.#open.splice(0).map((door) => door.close()));
    });
  }

  async enter(id: string, who: Credential, kind: DoorKind = this.kind): Promise<Door> {
    const door = await open(kind, id, who);
    this.#open.push(door);
    return door;
  }

  /** A visitor's tab that has said hello. */
  async visitor(session: ConversationResponse, kind: DoorKind = this.kind): Promise<Door> {
    const door = await this.enter(session.conversationId, session, kind);
    await door.hello();
    return door;
  }

  async agent(session: ConversationResponse, cookie: string, kind: DoorKind = this.kind): Promise<Door> {
    const door = await this.enter(session.conversationId, { cookie }, kind);
    await door.hello({ public: 0, internal: 0 });
    return door;
  }

  /** A visitor whose request has its number. */
  async escalated(): Promise<{ session: ConversationResponse; visitor: Door }> {
    const session = await mintSession();
    const visitor = await this.visitor(session);
    await visitor.say("I would like to talk to a human", {
      choice: { of: 0, pick: "human" },
      context: { locale: "en", timeZone: "Europe/Berlin", pageUrl: `${SHOP}/p`, pageTitle: "P", referrer: "" },
    });
    await visitor.when((held) => typeof held.view?.ticketNumber === "number");
    return { session, visitor };
  }
}
