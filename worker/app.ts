import { type Context, Hono } from "hono";
import { originAllowed, ownOrigins } from "./access/origins.ts";
import { AppError } from "./app-error.ts";
import type { Env } from "./env.ts";
import { errorText, log } from "./log.ts";
import { appErrorOf } from "./routes/app-error-of.ts";
import * as consoleAgents from "./routes/console-agents.ts";
import * as consoleApi from "./routes/console-api.ts";
import * as identityKeys from "./routes/console-identity.ts";
import * as consoleSites from "./routes/console-sites.ts";
import * as consoleSockets from "./routes/console-sockets.ts";
import * as conversations from "./routes/conversations.ts";
import * as door from "./routes/door.ts";
import * as erasure from "./routes/erasure.ts";
import { feedback } from "./routes/feedback.ts";
import * as files from "./routes/files.ts";
import * as download from "./routes/files-download.ts";
import * as upload from "./routes/files-upload.ts";
import * as help from "./routes/help.ts";
import { unknownAddress } from "./routes/help-missing.ts";
import { home } from "./routes/home.ts";
import { join } from "./routes/join.ts";
import * as knowledge from "./routes/knowledge.ts";
import * as media from "./routes/media.ts";
import { mine } from "./routes/mine.ts";
import * as returnLink from "./routes/return-link.ts";
import * as returnPage from "./routes/return-page.ts";
import { settingsSnapshot } from "./workspace/snapshot.ts";

type C = Context<{ Bindings: Env }>;
type Handler = (c: C) => Promise<Response>;

/** Who may call: everybody; a visitor with a token from an origin of the site; an agent with a session. */
type Access = "public" | "visitor" | "agent" | "secret";

/** Every address of the worker. What is not here does not exist; tests walk this table. */
export const ROUTES: readonly {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  access: Access;
  handler: Handler;
}[] = [
  { method: "GET", path: "/v1/sites/:site/home", access: "public", handler: home },
  { method: "GET", path: "/v1/sites/:site/search", access: "public", handler: knowledge.find },
  { method: "GET", path: "/v1/sites/:site/articles/:category/:slug", access: "public", handler: knowledge.article },
  {
    method: "POST",
    path: "/v1/sites/:site/articles/:category/:slug/feedback",
    access: "public",
    handler: feedback,
  },
  { method: "GET", path: "/v1/sites/:site/origin", access: "public", handler: conversations.originState },
  { method: "POST", path: "/v1/conversations", access: "visitor", handler: conversations.create },
  { method: "POST", path: "/v1/conversations/mine", access: "visitor", handler: mine },
  { method: "POST", path: "/v1/conversations/:id/identity", access: "visitor", handler: join },
  { method: "POST", path: "/v1/conversations/mine/erase", access: "visitor", handler: erasure.mine },
  { method: "DELETE", path: "/v1/conversations/:id", access: "visitor", handler: erasure.byVisitor },
  { method: "GET", path: "/v1/conversations/:id/session", access: "visitor", handler: conversations.session },
  { method: "GET", path: "/v1/conversations/:id/socket", access: "visitor", handler: conversations.socket },
  { method: "GET", path: "/v1/conversations/:id/events", access: "visitor", handler: door.visitorEvents },
  { method: "POST", path: "/v1/conversations/:id/frames", access: "visitor", handler: door.visitorFrames },
  { method: "POST", path: "/v1/conversations/:id/files", access: "visitor", handler: upload.byVisitor },
  { method: "GET", path: "/v1/conversations/:id/files/:file", access: "visitor", handler: download.forVisitor },
  { method: "POST", path: "/v1/conversations/:id/return-link", access: "visitor", handler: returnLink.create },
  { method: "DELETE", path: "/v1/conversations/:id/return-link", access: "visitor", handler: returnLink.revoke },
  { method: "POST", path: "/v1/return", access: "secret", handler: returnLink.exchange },
  { method: "GET", path: "/v1/console/state", access: "public", handler: consoleApi.state },
  { method: "POST", path: "/v1/console/setup", access: "secret", handler: consoleApi.setup },
  { method: "POST", path: "/v1/console/invitations/accept", access: "secret", handler: consoleApi.acceptInvitation },
  { method: "POST", path: "/v1/console/sign-in", access: "secret", handler: consoleApi.signIn },
  { method: "POST", path: "/v1/console/sign-out", access: "agent", handler: consoleApi.signOut },
  { method: "GET", path: "/v1/console/agents", access: "agent", handler: consoleAgents.agents },
  { method: "DELETE", path: "/v1/console/agents/:id", access: "agent", handler: consoleAgents.remove },
  { method: "POST", path: "/v1/console/invitations", access: "agent", handler: consoleAgents.invite },
  { method: "GET", path: "/v1/console/sites/:site/settings", access: "agent", handler: consoleSites.settings },
  { method: "PUT", path: "/v1/console/sites/:site/settings", access: "agent", handler: consoleSites.saveSettings },
  { method: "GET", path: "/v1/console/sites/:site/identity-key", access: "agent", handler: identityKeys.identityKey },
  {
    method: "POST",
    path: "/v1/console/sites/:site/identity-key",
    access: "agent",
    handler: identityKeys.newIdentityKey,
  },
  { method: "PUT", path: "/v1/console/sites/:site/identity-key", access: "agent", handler: identityKeys.setPublicKey },
  { method: "GET", path: "/v1/console/sites/:site/first-day", access: "agent", handler: consoleSites.firstDay },
  { method: "GET", path: "/v1/console/sites/:site/feedback", access: "agent", handler: consoleSites.feedback },
  { method: "POST", path: "/v1/console/sites/:site/ask", access: "agent", handler: consoleSites.ask },
  { method: "GET", path: "/v1/console/inbox/socket", access: "agent", handler: consoleSockets.inboxSocket },
  { method: "GET", path: "/v1/console/inbox/events", access: "agent", handler: door.inboxEvents },
  { method: "POST", path: "/v1/console/inbox/frames", access: "agent", handler: door.inboxFrames },
  { method: "GET", path: "/v1/console/conversations/:id/events", access: "agent", handler: door.agentEvents },
  { method: "POST", path: "/v1/console/conversations/:id/frames", access: "agent", handler: door.agentFrames },
  {
    method: "GET",
    path: "/v1/console/conversations/:id/session",
    access: "agent",
    handler: consoleSockets.conversationSession,
  },
  {
    method: "GET",
    path: "/v1/console/conversations/:id/socket",
    access: "agent",
    handler: consoleSockets.conversationSocket,
  },
  { method: "POST", path: "/v1/console/conversations/:id/files", access: "agent", handler: upload.byAgent },
  { method: "GET", path: "/v1/console/conversations/:id/files/:file", access: "agent", handler: download.forAgent },
  { method: "DELETE", path: "/v1/console/conversations/:id", access: "agent", handler: erasure.byAgent },
  {
    method: "POST",
    path: "/v1/console/conversations/:id/return-link",
    access: "agent",
    handler: returnLink.createByAgent,
  },
  {
    method: "DELETE",
    path: "/v1/console/conversations/:id/return-link",
    access: "agent",
    handler: returnLink.revokeByAgent,
  },
  { method: "GET", path: "/media/:file", access: "public", handler: media.media },
  { method: "GET", path: "/widget/*", access: "public", handler: files.file },
  { method: "GET", path: "/console/assets/*", access: "public", handler: files.file },
  { method: "GET", path: "/console", access: "public", handler: files.consolePage },
  { method: "GET", path: "/console/*", access: "public", handler: files.consolePage },
  { method: "GET", path: "/hosted/assets/*", access: "public", handler: files.file },
  { method: "GET", path: "/robots.txt", access: "public", handler: help.robotsText },
  { method: "GET", path: "/r", access: "public", handler: returnPage.requests },
  { method: "GET", path: "/help", access: "public", handler: help.root },
  { method: "GET", path: "/help/:site", access: "public", handler: help.entry },
  { method: "GET", path: "/help/:site/sitemap.xml", access: "public", handler: help.siteMap },
  { method: "GET", path: "/help/:site/:locale", access: "public", handler: help.index },
  { method: "GET", path: "/help/:site/:locale/search", access: "public", handler: help.find },
  { method: "GET", path: "/help/:site/:locale/:category", access: "public", handler: help.category },
  { method: "GET", path: "/help/:site/:locale/:category/:slug", access: "public", handler: help.article },
  { method: "GET", path: "/", access: "public", handler: async (c) => c.redirect("/console") },
];

export function createApp(): Hono<{ Bindings: Env }> {
  const app = new Hono<{ Bindings: Env }>();
  app.use("/v1/conversations/*", cors);
  app.use("/v1/conversations", cors);
  for (const { method, path, handler } of ROUTES) app.on(method, path, handler);
  for (const path of new Set(ROUTES.map((r) => r.path))) app.all(path, (c) => wrongMethod(c, path));
  app.notFound(async (c) => (await unknownAddress(c)) ?? new AppError("not_found").toResponse());
  app.onError((error, c) => {
    const known = appErrorOf(error);
    if (known !== error) {
      log("error", "request_failed", { method: c.req.method, route: c.req.routePath, error: errorText(error) });
    }
    return known.toResponse();
  });
  return app;
}

function wrongMethod(c: C, path: string): Response {
  // Hono answers HEAD from the GET handlers by itself; a path with a more exact sibling lands here only for other methods.
  const allowed = ROUTES.filter((r) => r.path === path).map((r) => r.method);
  if (c.req.method === "OPTIONS") return new Response(null, { status: 204, headers: preflight(c) });
  return new AppError("method_not_allowed", { headers: { Allow: allowed.join(", ") } }).toResponse();
}

/** Visitors' routes answer to listed origins only; errors too, or the widget could not read why it was refused. */
async function cors(c: C, next: () => Promise<void>): Promise<Response | undefined> {
  const origin = c.req.header("Origin");
  const settings = await settingsSnapshot(c.env, Date.now());
  const allowed = [...settings.sites.flatMap((s) => s.origins), ...ownOrigins(c.env, c.req.raw)];
  await next();
  if (c.res.status === 101) return undefined;
  // An answer that came from an object has headers that cannot be changed.
  c.res = new Response(c.res.body, c.res);
  c.res.headers.append("Vary", "Origin");
  if (origin && originAllowed(origin, allowed)) c.res.headers.set("Access-Control-Allow-Origin", origin);
  return undefined;
}

function preflight(c: C): Record<string, string> {
  if (/^\/v1\/sites\/.*\/feedback$/.test(c.req.path)) {
    return {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Methods": "POST",
      "Access-Control-Allow-Headers": "Content-Type",
      "Access-Control-Max-Age": "86400",
    };
  }
  if (!c.req.path.startsWith("/v1/conversations")) return {};
  return {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, X-File-Name",
    "Access-Control-Max-Age": "600",
  };
}
