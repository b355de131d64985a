import { runInDurableObject } from "cloudflare:test";
import type { ConversationResponse } from "../../protocol/api.ts";
import type { ConversationId, FileRef } from "../../protocol/model.ts";
import { conversation } from "../objects.ts";
import { errorCode, request, SERVER, SHOP } from "./peer.ts";
import { bindings } from "./session.ts";

type Whose = ConversationResponse | { conversationId: ConversationId; cookie: string };
type Body = Uint8Array | string | ReadableStream;

const base = (whose: Whose): string =>
  "cookie" in whose ? `/v1/console/conversations/${whose.conversationId}` : `/v1/conversations/${whose.conversationId}`;

function credentials(whose: Whose): Record<string, string> {
  return "cookie" in whose
    ? { Cookie: whose.cookie, Origin: SERVER, "X-Deskbell": "1", "Sec-Fetch-Site": "same-origin" }
    : { Authorization: `Bearer ${whose.token}`, Origin: SHOP };
}

/** As a widget or a console sends a file. */
export function post(
  whose: Whose,
  body: Body,
  name = "a.txt",
  headers: Record<string, string> = {},
): Promise<Response> {
  const all = { ...credentials(whose), "X-File-Name": encodeURIComponent(name), ...headers };
  return request(`${base(whose)}/files`, { method: "POST", headers: all, body: body as BodyInit });
}

/** Of a file that is taken. Throws with status and code when it is refused. */
export async function upload(whose: Whose, body: Body, name?: string): Promise<FileRef> {
  const response = await post(whose, body, name);
  if (response.status !== 201) throw new Error(await errorCode(response));
  return response.json();
}

export function download(whose: Whose, file: string): Promise<Response> {
  return request(`${base(whose)}/files/${file}`, { headers: credentials(whose) });
}

export async function bytesOf(response: Response): Promise<Uint8Array> {
  if (response.status !== 200) throw new Error(await errorCode(response));
  return new Uint8Array(await response.arrayBuffer());
}

/** Keys of everything that the object keeps as values, and names of its tables; none: it is as if it had never been. */
export function kept(id: ConversationId): Promise<string[]> {
  return runInDurableObject(conversation(bindings, id), (_, { storage }) => [
    ...[...storage.kv.list()].map(([key]) => key),
    ...storage.sql
      .exec<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
      )
      .toArray()
      .map(({ name }) => `table ${name}`),
  ]);
}

/** The bucket of the tests. Bind it as FILES to have files lie there. */
export const BUCKET = (bindings as unknown as { BUCKET: R2Bucket }).BUCKET;

export async function inBucket(prefix = ""): Promise<string[]> {
  return (await BUCKET.list({ prefix })).objects.map(({ key }) => key);
}
