import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { ConversationResponse } from "../../protocol/api.ts";
import { FILE_MAX_BYTES_IN_OBJECT, FILES_MAX_BYTES_IN_OBJECT, UPLOADED_BYTES_BURST } from "../../protocol/limits.ts";
import type { Env } from "../env.ts";
import { limiter } from "../objects.ts";
import { errorCode, escalated, signUp } from "../testing/peer.ts";
import { bindings, mintSession } from "../testing/session.ts";
import { BUCKET, inBucket, kept, post } from "../testing/uploads.ts";

let cookie = "";
beforeAll(async () => {
  ({ anna: cookie } = await signUp());
});
const { LIMITER } = bindings;
// No byte comes back meanwhile.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.now() }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  delete bindings.FILES;
  Object.assign(bindings, { LIMITER });
});

type Whose = Parameters<typeof post>[0];
const from = (network: string, whose: Whose, body: Parameters<typeof post>[1], headers: Record<string, string> = {}) =>
  post(whose, body, "a.txt", { "CF-Connecting-IP": network, ...headers });
const as = ({ conversationId }: ConversationResponse) => ({ conversationId, cookie });

/** All but so many of its bytes have been uploaded. */
async function leave(network: string, bytes: number): Promise<void> {
  const spent = { key: network, bytes: UPLOADED_BYTES_BURST - bytes };
  expect(await limiter(bindings, network).upload(spent)).toMatchObject({ success: true });
}

async function expectRefused(network: string, headers: Record<string, string> = {}): Promise<void> {
  const session = await mintSession();
  expect(await errorCode(await from(network, session, "four", headers))).toBe("429 too_many");
  expect(await kept(session.conversationId)).toEqual([]);
  expect(await inBucket(session.conversationId)).toEqual([]);
}

it("one conversation after the other fills its room until the network's share is used up; others' is not, nor the agents'", async () => {
  const { session } = await escalated();
  const file = new Uint8Array(FILE_MAX_BYTES_IN_OBJECT).fill(0x61);
  await leave("203.0.113.7", 2 * FILES_MAX_BYTES_IN_OBJECT);
  for (const full of [await mintSession(), await mintSession()])
    for (let room = FILES_MAX_BYTES_IN_OBJECT; room > 0; room -= file.byteLength)
      expect((await from("203.0.113.7", full, file)).status).toBe(201);
  await expectRefused("203.0.113.7");
  const refused = await from("203.0.113.7", session, file);
  // 5 MiB at 200 MiB an hour, and not a moment before.
  expect(refused.headers.get("Retry-After")).toBe("91");
  expect(await errorCode(refused)).toBe("429 too_many");
  expect((await from("203.0.113.8", session, "abc")).status).toBe(201);
  expect((await from("203.0.113.7", as(session), file)).status).toBe(201);
  vi.setSystemTime(Date.now() + 91_000);
  expect((await from("203.0.113.7", session, file)).status).toBe(201);
});

it.each(["object", "bucket"])("in the %s: up to the last byte, by Content-Length and without it", async (store) => {
  if (store === "bucket") bindings.FILES = BUCKET;
  const network = `2001:db8:${store === "bucket" ? 1 : 2}:0::/64`;
  let hosts = 0;
  const somebody = () => network.replace("/64", `${++hosts}`);
  await leave(network, 3 + 3 + 3);
  expect((await from(somebody(), await mintSession(), "abc")).status).toBe(201);
  expect((await from(somebody(), await mintSession(), "abc", { "Content-Length": "3" })).status).toBe(201);
  await expectRefused(somebody());
  await expectRefused(somebody(), { "Content-Length": "4" });
  // What says less than it gives is no way around.
  const liar = await mintSession();
  expect(await errorCode(await from(somebody(), liar, "four", { "Content-Length": "3" }))).toBe("413 too_big");
  expect(await kept(liar.conversationId)).toEqual([]);
  await expectRefused(somebody());
});

it("waits while nobody can count, and keeps nothing; agents do not", async () => {
  const { session } = await escalated();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const down = { getByName: () => ({ upload: () => Promise.reject(new Error("down")) }) };
  Object.assign(bindings, { LIMITER: down as unknown as Env["LIMITER"] });
  const visitor = await mintSession();
  const refused = await from("203.0.113.9", visitor, "abc");
  expect(refused.headers.get("Retry-After")).toBe("5");
  expect(await errorCode(refused)).toBe("503 unavailable");
  expect(await kept(visitor.conversationId)).toEqual([]);
  expect((await from("203.0.113.9", as(session), "abc")).status).toBe(201);
});
