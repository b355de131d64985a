import type * as z from "zod";
import { BODY_MAX_BYTES } from "../../protocol/limits.ts";
import { AppError } from "../app-error.ts";
import { readFrame } from "../storage/sockets.ts";

/**
 * A JSON body of a known shape. The length is counted while reading, whatever Content-Length says.
 * Throws unsupported_media_type, too_big, bad_request (with the field).
 */
export async function readJson<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const result = schema.safeParse(parse(await readJsonText(request)));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new AppError("bad_request", { message: issue?.message ?? "bad request", field: issue?.path.join(".") ?? "" });
}

/**
 * One frame as it stands in the body, and what it says. Throws unsupported_media_type, too_big, and bad_frame for what is no object.
 */
export async function readFrameText(request: Request): Promise<{ text: string; frame: Record<string, unknown> }> {
  const text = await readJsonText(request);
  const read = readFrame(text);
  if (read.kind !== "frame") throw new AppError(read.kind === "bad" ? "bad_frame" : "too_big");
  return { text, frame: read.value as Record<string, unknown> };
}

export function isForm(request: Request): boolean {
  return mediaType(request) === "application/x-www-form-urlencoded";
}

/** The fields of a form, bounded as JSON is. Throws too_big. */
export async function readForm(request: Request): Promise<URLSearchParams> {
  return new URLSearchParams(await readText(request));
}

async function readJsonText(request: Request): Promise<string> {
  if (mediaType(request) !== "application/json") throw new AppError("unsupported_media_type");
  return readText(request);
}

function mediaType(request: Request): string | undefined {
  return request.headers.get("Content-Type")?.split(";", 1)[0]?.trim().toLowerCase();
}

async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  let text = "";
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > BODY_MAX_BYTES) throw new AppError("too_big");
    text += decode(() => decoder.decode(chunk, { stream: true }));
  }
  return text + decode(() => decoder.decode());
}

/** Bytes that are no text would be stored as other text than was sent. */
function decode(bytes: () => string): string {
  try {
    return bytes();
  } catch {
    throw new AppError("bad_frame", { message: "The body is not UTF-8." });
  }
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
