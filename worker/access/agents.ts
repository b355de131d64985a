import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import { everyInbox, inbox, workspace } from "../objects.ts";
import type { Session } from "../rpc.ts";

/** `__Host-`: Secure, this host only, whole path. Browsers take it on http://localhost, and nowhere else without TLS. */
const COOKIE = "__Host-deskbell";

export function sessionSecret(request: Request): string | null {
  for (const pair of (request.headers.get("Cookie") ?? "").split(";")) {
    const [name, value] = pair.trim().split("=", 2);
    if (name === COOKIE && value && /^[A-Za-z0-9_-]{43}$/.test(value)) return value;
  }
  return null;
}

export function sessionCookie(secret: string, expiresAt: number, now: number): string {
  const age = Math.max(0, Math.floor((expiresAt - now) / 1000));
  return `${COOKIE}=${secret}; Path=/; Max-Age=${age}; Secure; HttpOnly; SameSite=Strict`;
}

export const NO_SESSION_COOKIE = `${COOKIE}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict`;

/** The one way to know who calls from the console, for HTTP and for sockets. Throws unauthorized. */
export async function requireAgent(env: Env, request: Request): Promise<Session> {
  const secret = sessionSecret(request);
  const session = secret && (await workspace(env).session(secret));
  if (!session) throw new AppError("unauthorized");
  return session;
}

/**
 * Puts out every socket of these sessions, in every shard and in the conversations that they watch. A shard that does not hear is
 * told once more. Throws if it still does not; the sessions themselves have ended all the same.
 */
export async function endSessions(env: Env, sessions: string[]): Promise<void> {
  if (sessions.length === 0) return;
  // A new stub each time: one that has thrown stays broken.
  const tell = (shard: number) => inbox(env, shard).endSessions(sessions);
  const told = await Promise.allSettled(everyInbox(env).map((_, shard) => tell(shard)));
  const deaf = told.flatMap(({ status }, shard) => (status === "rejected" ? [shard] : []));
  await Promise.all(deaf.map(tell));
}
