import type { Context } from "hono";
import { FILE_MAX_BYTES, FILE_MAX_BYTES_IN_OBJECT, IMAGE_MAX_PIXELS } from "../../protocol/limits.ts";
import type { ConversationId, FileRef, SiteId } from "../../protocol/model.ts";
import { requireAgent } from "../access/agents.ts";
import { requireOwnOrigin } from "../access/origins.ts";
import { requireBytes } from "../access/uploaded-bytes.ts";
import { AppError } from "../app-error.ts";
import type { TokenHolder } from "../conversation/admission.ts";
import { newFileId, parseConversationId } from "../conversation/id.ts";
import type { Env } from "../env.ts";
import { accept } from "../files/accept.ts";
import { bucketKey } from "../files/bucket.ts";
import { receive } from "../files/receive.ts";
import type { Side } from "../files/upload-types.ts";
import { errorText, log } from "../log.ts";
import { conversation } from "../objects.ts";
import { holderOf, requireVisitor } from "./visitor-entry.ts";

type C = Context<{ Bindings: Env }>;

/** `siteId`, `holder`: null for an agent. */
type Whose = { id: ConversationId; siteId: SiteId | null; holder: TokenHolder | null };
const sideOf = ({ siteId }: Pick<Whose, "siteId">): Side => (siteId === null ? "agent" : "visitor");

export async function byVisitor(c: C): Promise<Response> {
  const token = await requireVisitor(c);
  return upload(c, { id: token.conversationId, siteId: token.siteId, holder: holderOf(token) });
}

export async function byAgent(c: C): Promise<Response> {
  requireOwnOrigin(c.env, c.req.raw);
  await requireAgent(c.env, c.req.raw);
  const id = parseConversationId(c.req.param("id") ?? "");
  if (!id) throw new AppError("not_found");
  return upload(c, { id, siteId: null, holder: null });
}

/** Throws empty, bad_request, too_big, unsupported_file, quota_exceeded, too_many, unavailable, forbidden, not_found, unauthorized: nothing is left of it then. */
async function upload(c: C, whose: Whose): Promise<Response> {
  const name = givenName(c.req.header("X-File-Name"));
  const max = c.env.FILES ? FILE_MAX_BYTES : FILE_MAX_BYTES_IN_OBJECT;
  const { siteId, id } = whose;
  // Agents are the desk's own people: who they are is known, and their network is the office's.
  const spend = siteId ? { spend: (bytes: number) => requireBytes(c.env, c.req.raw, siteId, bytes) } : {};
  const expected = { max, side: sideOf(whose), id, ...spend };
  const received = receive(c.req.raw, expected, (bytes) => keep(c.env, whose, name, bytes));
  // Whoever goes away meanwhile ends the request, but not before its place is given back.
  c.executionCtx.waitUntil(received.catch(() => undefined));
  const file = await received;
  return c.json(file, 201, { "Cache-Control": "no-store" });
}

async function keep(env: Env, { id, siteId, holder }: Whose, name: string, given: Uint8Array): Promise<FileRef> {
  const accepted = accept(given, name);
  if (accepted.kind === "refused") throw refusal(accepted.code);
  const { bytes } = accepted;
  const file: FileRef = { id: newFileId(), ...accepted.file };
  // In the bucket's case the list knows of it first: what breaks afterwards is found by the conversation's own sweep.
  const where = env.FILES ? { key: bucketKey(id, file.id) } : { bytes };
  const result = await conversation(env, id).keepFile({ file, siteId, holder, where });
  if (result === "too_many") throw new AppError("too_many", { retryAfterMs: 5_000 });
  if (result !== "kept") throw new AppError(result);
  if ("key" in where) await fill(env, { id, siteId }, { file: file.id, key: where.key }, bytes);
  return file;
}

async function fill(
  env: Env,
  { id, siteId }: Omit<Whose, "holder">,
  { file, key }: { file: string; key: string },
  bytes: Uint8Array,
) {
  const bucket = env.FILES;
  if (!bucket) throw new Error("there is no bucket");
  try {
    await bucket.put(key, bytes);
  } catch (error) {
    log("error", "file_not_kept", { conversationId: id, error: errorText(error) });
    await conversation(env, id).discardFile(file);
    throw new AppError("unavailable", { retryAfterMs: 5_000 });
  }
  // Erased meanwhile: the bucket was emptied before these bytes came.
  if (await conversation(env, id).openFile(file, sideOf({ siteId }))) return;
  await bucket.delete(key);
  throw new AppError("not_found");
}

/** Percent-encoded UTF-8: headers hold ASCII only. Without one the file is called by its type alone. */
function givenName(header: string | undefined): string {
  try {
    return decodeURIComponent(header ?? "");
  } catch {
    throw new AppError("bad_request", { message: "X-File-Name is not percent-encoded UTF-8.", field: "X-File-Name" });
  }
}

function refusal(code: "empty" | "unsupported_file" | "too_many_pixels"): AppError {
  if (code === "empty") return new AppError("empty", { message: "The file is empty." });
  if (code === "unsupported_file") return new AppError(code);
  const millions = IMAGE_MAX_PIXELS / 1_000_000;
  return new AppError("too_big", { message: `The picture has more than ${millions} million pixels.` });
}
