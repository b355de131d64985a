import type { Context } from "hono";
import { feedback as feedbackBody } from "../../protocol/api.ts";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import type { KnowledgeBase } from "../kb/knowledge-base.ts";
import { errorText, log } from "../log.ts";
import { workspace } from "../objects.ts";
import { notFound, PUBLIC_ERROR, requiredKnowledge } from "./public-reading.ts";
import { isForm, readForm, readJson } from "./request.ts";

type C = Context<{ Bindings: Env }>;
const ANSWER = { ...PUBLIC_ERROR, "Cache-Control": "no-store" };

/**
 * Did the article help? From the widget as JSON (any origin, no credentials), or as a form from the help centre's page, which is led back
 * there. It is not worth an error to anybody: what cannot be counted is dropped.
 */
export async function feedback(c: C): Promise<Response> {
  const form = isForm(c.req.raw);
  const helped = await said(c.req.raw, form);
  const kb = await requiredKnowledge(c);
  const id = `${c.req.param("category")}/${c.req.param("slug")}`;
  if (!kb.articles.has(id)) throw notFound();
  await count(c.env, kb, id, helped);
  if (!form) return c.body(null, 204, ANSWER);
  // Every part is the knowledge base's own, none the reader's.
  return c.body(null, 303, { ...ANSWER, Location: `/help/${kb.site}/${kb.locale}/${id}?thanks=1#_helped` });
}

async function said(request: Request, form: boolean): Promise<boolean> {
  try {
    if (!form) return (await readJson(request, feedbackBody)).helped;
    const helped = (await readForm(request)).get("helped");
    if (helped === "yes" || helped === "no") return helped === "yes";
    throw new AppError("bad_request", { message: "yes or no", field: "helped" });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, message, field } = error;
    throw new AppError(code, { message, headers: PUBLIC_ERROR, ...(field === undefined ? {} : { field }) });
  }
}

async function count(env: Env, kb: KnowledgeBase, id: string, helped: boolean): Promise<void> {
  try {
    await workspace(env).articleHelped(kb.site, kb.locale, id, helped);
  } catch (error) {
    log("error", "feedback_lost", { site: kb.site, error: errorText(error) });
  }
}
