import type { Context } from "hono";
import {
  type AgentsResponse,
  account,
  type ConsoleState,
  type InvitationResponse,
  signIn as signInBody,
} from "../../protocol/api.ts";
import { SUBPROTOCOL } from "../../protocol/limits.ts";
import type { Agent } from "../../protocol/model.ts";
import { NO_SESSION_COOKIE, requireAgent, sessionCookie, sessionSecret } from "../access/agents.ts";
import { originAllowed, ownOrigins, requireOwnOrigin } from "../access/origins.ts";
import { AppError } from "../app-error.ts";
import { ATTACHMENT_HEADER, encodeAttachment } from "../conversation/attachment.ts";
import { parseConversationId } from "../conversation/id.ts";
import type { Env } from "../env.ts";
import { INBOX_ATTACHMENT_HEADER, type InboxAttachment } from "../inbox/inbox.ts";
import { conversation, inbox, workspace } from "../objects.ts";
import type { SignedIn } from "../rpc.ts";
import { settingsSnapshot } from "../workspace/snapshot.ts";
import { readJson, requireUpgrade, upgradeRequest } from "./request.ts";

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
  const session = secret && (await workspace(c.env).signOut(secret));
  // Its sockets end with it: a tab left open elsewhere must not go on speaking in the agent's name.
  if (session) await inbox(c.env, 0).endSession(session);
  return c.body(null, 204, { ...NO_STORE, "Set-Cookie": NO_SESSION_COOKIE });
}

export async function agents(c: C): Promise<Response> {
  await requireAgent(c.env, c.req.raw);
  const body: AgentsResponse = { agents: await workspace(c.env).agents() };
  return c.json(body, 200, NO_STORE);
}

export async function invite(c: C): Promise<Response> {
  requireOwnOrigin(c.env, c.req.raw);
  const { agent } = await requireAgent(c.env, c.req.raw);
  if (agent.role !== "admin") throw new AppError("forbidden");
  const body: InvitationResponse = await workspace(c.env).invite(agent.id);
  return c.json(body, 201, NO_STORE);
}

export async function inboxSocket(c: C): Promise<Response> {
  requireUpgrade(c.req.raw, SUBPROTOCOL);
  const { id: session, agent, expiresAt } = await agentOnSocket(c);
  const attachment: InboxAttachment = { agent, session, expiresAt, strikes: 0, watches: [] };
  const header = encodeURIComponent(JSON.stringify(attachment));
  return inbox(c.env, 0).fetch(upgradeRequest(c.req.raw, INBOX_ATTACHMENT_HEADER, header));
}

/** Why an upgrade was refused: 200, 401, 404. */
export async function conversationSession(c: C): Promise<Response> {
  await requireAgent(c.env, c.req.raw);
  const conversationId = parseConversationId(c.req.param("id") ?? "");
  if (!conversationId || !(await conversation(c.env, conversationId).exists())) throw new AppError("not_found");
  return c.json({ conversationId }, 200, NO_STORE);
}

export async function conversationSocket(c: C): Promise<Response> {
  requireUpgrade(c.req.raw, SUBPROTOCOL);
  const { id: session, agent, expiresAt } = await agentOnSocket(c);
  const conversationId = parseConversationId(c.req.param("id") ?? "");
  if (!conversationId) throw new AppError("not_found");
  const attachment = encodeAttachment({
    conversationId,
    peer: { role: "agent", agent, session },
    expiresAt,
    ready: false,
    strikes: 0,
  });
  const response = await conversation(c.env, conversationId).fetch(
    upgradeRequest(c.req.raw, ATTACHMENT_HEADER, attachment),
  );
  if (response.status === 101) await inbox(c.env, 0).watching(session, conversationId);
  return response;
}

/** Browsers send cookies with an upgrade from any page, so the origin decides before the cookie does. */
async function agentOnSocket(c: C) {
  if (!originAllowed(c.req.header("Origin") ?? null, ownOrigins(c.env, c.req.raw))) {
    throw new AppError("forbidden_origin");
  }
  return requireAgent(c.env, c.req.raw);
}

async function signedIn(c: C, result: SignedIn): Promise<Response> {
  const cookie = sessionCookie(result.session, result.expiresAt, Date.now());
  return c.json(await consoleState(c, result.agent), 200, { ...NO_STORE, "Set-Cookie": cookie });
}

async function consoleState(c: C, agent: Agent | null): Promise<ConsoleState> {
  const { workspace: own } = await settingsSnapshot(c.env, Date.now());
  const needsSetup = agent ? false : await workspace(c.env).needsSetup();
  return { needsSetup, agent, workspace: { name: own.name, locale: own.locale } };
}
