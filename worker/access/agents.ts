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
 * Puts out every socket of the sessions that `ended` gives, in every shard and in the conversations that they watch, also when the client
 * hangs up meanwhile. A shard that does not hear is told once more. Throws if it still does not: the sessions themselves have ended all
 * the same, and the Workspace gives them again when it is asked again. False: there was nothing to end (`ended` gave null).
 */
export async function endSessions(
  env: Env,
  context: { waitUntil(work: Promise<unknown>): void },
  ended: Promise<string[] | null>,
): Promise<boolean> {
  const told = ended.then(async (sessions) => {
    if (sessions && sessions.length > 0) await tellShards(env, sessions);
    return sessions !== null;
  });
  context.waitUntil(told.catch(() => undefined));
  return told;
}

async function tellShards(env: Env, sessions: string[]): Promise<void> {
  // A new stub each time: one that has thrown stays broken.
  const tell = (shard: number) => inbox(env, shard).endSessions(sessions);
  const told = await Promise.allSettled(everyInbox(env).map((_, shard) => tell(shard)));
  const deaf = told.flatMap(({ status }, shard) => (status === "rejected" ? [shard] : []));
  await Promise.all(deaf.map(tell));
  await workspace(env).sessionsHeard(sessions);
}
