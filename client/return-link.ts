import { type Environment, environmentOf } from "./environment.ts";
import { ask } from "./http.ts";
import { storedOutbox } from "./outbox.ts";
import { requestList } from "./request-list.ts";
import { safeStorage } from "./safe-storage.ts";
import { json, type Session, sessionIn, sessionStore } from "./session.ts";
import type { KeyValueStorage } from "./types.ts";

/* For the hosted page that a return link opens. The widget on that page then finds the conversation where it keeps its own. */

/**
 * POST /v1/return. "not_found": wrong, altered or revoked; no other try will help. "retry": no network, the server is in
 * trouble, or it does not take this page for its own.
 *
 * @param link what stands behind the # of the address
 */
export async function exchangeReturnLink(
  server: string,
  link: string,
  environment?: Partial<Environment>,
): Promise<{ session: Session; site: string } | "not_found" | "retry"> {
  const { verdict, body } = await ask(environmentOf(environment), `${server}/v1/return`, json({ link }));
  // Any other "no" (a page under an address that the server does not know as its own) says nothing about the link.
  if (verdict !== null) return verdict === "not_found" ? "not_found" : "retry";
  const session = sessionIn(body);
  return session && typeof body.site === "string" ? { session, site: body.site } : "retry";
}

/**
 * Makes the conversation the one that the widget of this server and site shows next; the former one stays among the requests,
 * and a tab that shows it goes on with it. False: this browser stores nothing, so the widget will not find it.
 */
export function adoptSession(storage: KeyValueStorage | null, server: string, site: string, session: Session): boolean {
  const safe = safeStorage(storage);
  const key = `deskbell:${server}:${site}`;
  const sessions = sessionStore(safe, key);
  const outbox = storedOutbox(safe, `${key}:outbox`);
  const known = requestList(safe, `${key}:requests`, outbox.countIn);
  const former = sessions.read();
  if (former) known.put(former);
  // Also the list's own copy, if there is one: its token may be older.
  if (known.find(session.conversationId)) known.put(session);
  sessions.write(session);
  // Another look, without the memory that serves where storage does not.
  return sessionStore(safeStorage(storage), key).read()?.token === session.token;
}
