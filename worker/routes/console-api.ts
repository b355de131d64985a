import type { Context } from "hono";
import { account, type ConsoleState, signIn as signInBody } from "../../protocol/api.ts";
import type { Agent } from "../../protocol/model.ts";
import { endSessions, NO_SESSION_COOKIE, sessionCookie, sessionSecret } from "../access/agents.ts";
import { requireOwnOrigin } from "../access/origins.ts";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import { inboxShards, workspace } from "../objects.ts";
import type { SignedIn } from "../rpc.ts";
import { settingsSnapshot } from "../workspace/snapshot.ts";
import { readJson } from "./request.ts";

type C = Context<{ Bindings: Env }>;
const NO_STORE = { "Cache-Control": "no-store" };

export async function state(c: C): Promise<Response> {
  const secret = sessionSecret(c.req.raw);
  const session = secret ? await workspace(c.env).session(secret) : null;
  return c.json(await consoleState(c, session?.agent ?? null), 200, NO_STORE);
}

export async function setup(c: C): Promise<Response> {
  requireOwnOrigin(c.env, c.req.raw);
  const result = await workspace(c.env).setup(await readJson(c.req.raw, account));
  if (result.kind !== "signed_in") throw new AppError(result.kind);
  return signedIn(c, result);
}

export async function acceptInvitation(c: C): Promise<Response> {
  requireOwnOrigin(c.env, c.req.raw);
  const result = await workspace(c.env).acceptInvitation(await readJson(c.req.raw, account));
  if (result.kind !== "signed_in") throw new AppError(result.kind);
  return signedIn(c, result);
}

export async function signIn(c: C): Promise<Response> {
  requireOwnOrigin(c.env, c.req.raw);
  const { name, password } = await readJson(c.req.raw, signInBody);
  const result = await workspace(c.env).signIn(name, password);
  if (result.kind === "too_many") throw new AppError("too_many", { retryAfterMs: result.retryAfterMs });
  if (result.kind === "wrong_credentials") throw new AppError("wrong_credentials");
  return signedIn(c, result);
}

export async function signOut(c: C): Promise<Response> {
  requireOwnOrigin(c.env, c.req.raw);
  const secret = sessionSecret(c.req.raw);
  // Its sockets end with it: a tab left open elsewhere must not go on speaking in the agent's name.
  if (secret) await endSessions(c.env, c.executionCtx, signedOut(c.env, secret));
  return c.body(null, 204, { ...NO_STORE, "Set-Cookie": NO_SESSION_COOKIE });
}

async function signedOut(env: Env, secret: string): Promise<string[] | null> {
  const session = await workspace(env).signOut(secret);
  return session === null ? null : [session];
}

async function signedIn(c: C, result: SignedIn): Promise<Response> {
  const cookie = sessionCookie(result.session, result.expiresAt, Date.now());
  return c.json(await consoleState(c, result.agent), 200, { ...NO_STORE, "Set-Cookie": cookie });
}

async function consoleState(c: C, agent: Agent | null): Promise<ConsoleState> {
  const { workspace: own } = await settingsSnapshot(c.env, Date.now());
  const needsSetup = agent ? false : await workspace(c.env).needsSetup();
  const { name, locale } = own;
  return { needsSetup, agent, workspace: { name, locale }, shards: inboxShards(c.env) };
}
