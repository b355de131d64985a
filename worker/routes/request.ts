import type * as z from "zod";
import { BODY_MAX_BYTES } from "../../protocol/limits.ts";
import { AppError } from "../app-error.ts";

/**
 * A JSON body of a known shape. The length is counted while reading, whatever Content-Length says.
 * Throws unsupported_media_type, too_big, bad_request (with the field).
 */
export async function readJson<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  if (mediaType(request) !== "application/json") throw new AppError("unsupported_media_type");
  const value = parse(await readText(request));
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new AppError("bad_request", { message: issue?.message ?? "bad request", field: issue?.path.join(".") ?? "" });
}

export function isForm(request: Request): boolean {
  return mediaType(request) === "application/x-www-form-urlencoded";
}

/** The fields of a form, bounded as JSON is. Throws too_big. */
export async function readForm(request: Request): Promise<URLSearchParams> {
  return new URLSearchParams(await readText(request));
}

function mediaType(request: Request): string | undefined {
  return request.headers.get("Content-Type")?.split(";", 1)[0]?.trim().toLowerCase();
}

async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > BODY_MAX_BYTES) throw new AppError("too_big");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("bad_request", { message: "The body is not JSON." });
  }
}

/** The request as the object shall see it: an upgrade with the attachment, and nothing that the peer could have put there. */
export function upgradeRequest(request: Request, header: string, attachment: string): Request {
  return new Request(request.url, {
    headers: { Upgrade: "websocket", [header]: attachment },
  });
}

/** `protocols` as offered. A missing upgrade or protocol is refused before 101, with a status that the session route repeats. */
export function requireUpgrade(request: Request, subprotocol: string): string[] {
  const upgrade = { headers: { Upgrade: "websocket" } };
  if (request.headers.get("Upgrade")?.toLowerCase() !== "websocket") throw new AppError("upgrade_required", upgrade);
  const offered = (request.headers.get("Sec-WebSocket-Protocol") ?? "").split(",").map((p) => p.trim());
  if (!offered.includes(subprotocol)) throw new AppError("upgrade_required", upgrade);
  return offered;
}
