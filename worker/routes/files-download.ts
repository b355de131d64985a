import type { Context } from "hono";
import { type ConversationId, FILE_ID, type FileRef } from "../../protocol/model.ts";
import { requireAgent } from "../access/agents.ts";
import { requireOwnPage } from "../access/origins.ts";
import { AppError } from "../app-error.ts";
import { parseConversationId } from "../conversation/id.ts";
import type { Env } from "../env.ts";
import { disposition } from "../files/disposition.ts";
import type { Side } from "../files/upload-types.ts";
import { conversation } from "../objects.ts";
import { requireVisitor } from "./visitor-entry.ts";

type C = Context<{ Bindings: Env }>;

export async function forVisitor(c: C): Promise<Response> {
  const { conversationId } = await requireVisitor(c);
  return download(c, conversationId, "visitor");
}

/** Pictures may be shown by the console as they are; no page can take the answer from there. */
export async function forAgent(c: C): Promise<Response> {
  requireOwnPage(c.env, c.req.raw);
  await requireAgent(c.env, c.req.raw);
  const id = parseConversationId(c.req.param("id") ?? "");
  if (!id) throw new AppError("not_found");
  return download(c, id, "agent");
}

/** 404 for another conversation's file as for one that never was. */
async function download(c: C, id: ConversationId, side: Side): Promise<Response> {
  const asked = c.req.param("file") ?? "";
  if (!FILE_ID.test(asked)) throw new AppError("not_found");
  const found = await conversation(c.env, id).openFile(asked, side);
  if (!found) throw new AppError("not_found");
  const headers = headersOf(found.file, side);
  if ("bytes" in found) return new Response(found.bytes, { headers });
  const stored = await c.env.FILES?.get(found.key);
  if (!stored) throw new AppError("not_found");
  return new Response(stored.body, { headers });
}

function headersOf({ name, type, size }: FileRef, side: Side): Record<string, string> {
  const shown = side === "agent" && type.startsWith("image/");
  return {
    "Content-Type": type === "text/plain" ? "text/plain; charset=utf-8" : type,
    "Content-Length": String(size),
    "Content-Disposition": disposition(shown ? "inline" : "attachment", name),
    // What is erased, or logged out of, must not live on in a browser's cache.
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    // Opened by its own address it is a document of this origin: nothing in it may run.
    "Content-Security-Policy": "sandbox; default-src 'none'",
    // No page may embed it. The widget's own fetch is CORS with its token, which this says nothing about.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
  };
}
