import type { Context } from "hono";
import type { SearchResponse } from "../../protocol/api.ts";
import { SEARCH_MAX_CODE_POINTS } from "../../protocol/limits.ts";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import { publicArticle } from "../kb/knowledge-base.ts";
import { SEARCH_VERSION, search } from "../kb/search.ts";
import { notFound, PUBLIC, PUBLIC_ERROR, requiredKnowledge } from "./public-reading.ts";

type C = Context<{ Bindings: Env }>;

export async function find(c: C): Promise<Response> {
  const query = c.req.query("q") ?? "";
  // Each code point is at most two units; the search itself cuts at SEARCH_MAX_CODE_POINTS.
  if (query.length > SEARCH_MAX_CODE_POINTS * 2) throw new AppError("too_big", { field: "q", headers: PUBLIC_ERROR });
  const kb = await requiredKnowledge(c);
  // The address and the version decide the answer, so that a browser that has it need not get it again, nor is it looked for.
  const tag = `W/"${kb.version}.${SEARCH_VERSION}"`;
  const headers = { ...PUBLIC, ETag: tag };
  if (knows(c.req.header("If-None-Match"), tag)) return c.body(null, 304, headers);
  const body: SearchResponse = { kbVersion: kb.version, hits: search(kb, query) };
  return c.json(body, 200, headers);
}

/** Whether `header` (If-None-Match) names the tag; "*" is for writers. */
function knows(header: string | undefined, tag: string): boolean {
  return header?.split(",").some((one) => one.trim() === tag) ?? false;
}

export async function article(c: C): Promise<Response> {
  const kb = await requiredKnowledge(c);
  const found = publicArticle(kb, `${c.req.param("category")}/${c.req.param("slug")}`);
  if (!found) throw notFound();
  return c.json(found, 200, PUBLIC);
}
