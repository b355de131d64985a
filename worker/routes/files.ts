import type { Context } from "hono";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import { CONSOLE_CSP, staticHeaders } from "./static-headers.ts";

type C = Context<{ Bindings: Env }>;

const TYPES: Record<string, string> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  svg: "image/svg+xml",
};

/** Built files. Cloudflare serves them before the worker is asked; raw workerd has only a disk service without headers. */
export async function file(c: C): Promise<Response> {
  const path = new URL(c.req.url).pathname;
  const headers = staticHeaders(path);
  const type = TYPES[path.slice(path.lastIndexOf(".") + 1)];
  if (!headers || !type) throw new AppError("not_found");
  const all = { ...headers, "Content-Type": type };
  // Cloudflare compresses by itself; beside the disk service's files lie their brotli twins (scripts/precompress.ts).
  if (!c.env.KB) return c.body(await asset(c, path), 200, all);
  const varying = { ...all, Vary: "Accept-Encoding" };
  const packed = acceptsBrotli(c) ? await asset(c, `${path}.br`).catch(() => null) : null;
  if (!packed) return c.body(await asset(c, path), 200, varying);
  return new Response(packed, { headers: { ...varying, "Content-Encoding": "br" }, encodeBody: "manual" });
}

function acceptsBrotli(c: C): boolean {
  return /\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(c.req.header("Accept-Encoding") ?? "");
}

/** One page for every /console address; the console finds its way itself. */
export async function consolePage(c: C): Promise<Response> {
  return c.body(await asset(c, "/console/index.html"), 200, {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": CONSOLE_CSP,
    "Cache-Control": "no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
  });
}

async function asset(c: C, path: string): Promise<ReadableStream> {
  // Cloudflare's assets redirect /index.html to its folder, so that is what they are asked for.
  const asked = c.env.KB ? path : path.replace(/index\.html$/, "");
  const response = await c.env.ASSETS.fetch(`http://files${asked}`);
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new AppError("not_found");
  }
  return response.body;
}
