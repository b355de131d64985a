import type { RequestState } from "../protocol/api.ts";
import { CONVERSATION_ID } from "../protocol/model.ts";
import type { Environment } from "./environment.ts";
import { ask, type Verdict } from "./http.ts";
import { storedValue } from "./stored.ts";
import type { KeyValueStorage } from "./types.ts";

/** A visitor's right to one conversation. `expiresAt` in ms since 1970 UTC. */
export type Session = { conversationId: string; token: string; expiresAt: number };

/** What an HTTP token may consist of: another character makes `new WebSocket` throw. */
const TOKEN = /^[\w.-]{1,4096}$/;

/** Where the session outlives the page. Written only after the visitor's first message. */
export interface SessionStore {
  read(): Session | null;
  write(session: Session): void;
  /** Only if it is still this one: another tab may show another conversation meanwhile. */
  drop(session: Session): void;
}

/** @param storage one that does not throw, see safe-storage.ts */
export function sessionStore(storage: KeyValueStorage, key: string): SessionStore {
  const read = (): Session | null => sessionIn(storedValue(storage, key));
  return {
    read,
    write: (session) => storage.setItem(key, JSON.stringify(sessionIn(session))),
    drop(session) {
      if (read()?.token === session.token) storage.removeItem(key);
    },
  };
}

/** POST /v1/conversations: a new conversation of this site, or why there is none. With a signed identity it may be the person's present one. */
export async function createConversation(
  environment: Environment,
  server: string,
  request: { site: string; identity?: string; anew?: boolean },
): Promise<Session | Verdict> {
  const { site } = request;
  const { verdict, body, unreachable } = await ask(environment, `${server}/v1/conversations`, json(request));
  if (unreachable) return askForeign(environment, server, site);
  return verdict ?? sessionIn(body) ?? 0;
}

/** GET …/session: the session, with a renewed token if the server gave one, or why it does not hold; "unauthorized": its time is over; "not_found": it was erased. `?request=1` asks for its state too. */
export async function checkSession(
  environment: Environment,
  server: string,
  site: string,
  session: Session,
  query = "",
): Promise<(Session & Partial<RequestState>) | Verdict> {
  const { verdict, body, unreachable } = await ask(
    environment,
    `${server}/v1/conversations/${session.conversationId}/session${query}`,
    bearer(session),
  );
  if (unreachable) return askForeign(environment, server, site);
  if (verdict !== null) return verdict;
  const held = sessionIn({ ...session, ...body });
  return held ? { ...(body.request as RequestState | null), ...held } : 0;
}

/** The visitor's right, as HTTP carries it. */
export const bearer = ({ token }: Pick<Session, "token">, method = "GET"): RequestInit => ({
  method,
  credentials: "omit",
  headers: { Authorization: `Bearer ${token}` },
});

/** A request with a body, without a right or with the visitor's. */
export const json = (body: object, session?: Session): RequestInit => ({
  method: "POST",
  credentials: "omit",
  headers: { "Content-Type": "application/json", ...(session && { Authorization: `Bearer ${session.token}` }) },
  body: JSON.stringify(body),
});

/** See foreign.ts. Without its file nobody knows; that is: try again later. */
const askForeign = (environment: Environment, server: string, site: string): Promise<Verdict> =>
  import("./rescue.ts").then(
    ({ foreign }) => foreign(ask, environment, server, site),
    () => 0,
  );

/** Storage and proxies may hold anything; the id goes into an address and the token into a header. */
export function sessionIn(value: unknown): Session | null {
  const { conversationId, token, expiresAt } = (value ?? {}) as Partial<Session>;
  return typeof conversationId === "string" &&
    CONVERSATION_ID.test(conversationId) &&
    typeof token === "string" &&
    TOKEN.test(token) &&
    typeof expiresAt === "number"
    ? { conversationId, token, expiresAt }
    : null;
}
