import type { Context } from "hono";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import { MEDIA_FILE } from "../kb/manifest.ts";

const TYPES: Record<string, string> = {
  png: "image/png",
  jpg: "image/jpeg",
  webp: "image/webp",
  gif: "image/gif",
  avif: "image/avif",
};

/** Images of articles. Their names are their content, so they may be kept for ever; pages anywhere may show them. */
export async function media(c: Context<{ Bindings: Env }>): Promise<Response> {
  const name = c.req.param("file") ?? "";
  const type = MEDIA_FILE.test(name) ? TYPES[name.slice(name.lastIndexOf(".") + 1)] : undefined;
  if (type === undefined) throw new AppError("not_found");
  const response = await (c.env.KB ?? c.env.ASSETS).fetch(`http://files/kb/media/${name}`);
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new AppError("not_found");
  }
  return c.body(response.body, 200, {
    "Content-Type": type,
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    // Opened by its own address it is a document of this origin: nothing in it may run.
    "Content-Security-Policy": "default-src 'none'; sandbox",
  });
}
