import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { ConversationResponse } from "../../protocol/api.ts";
import {
  FILE_MAX_BYTES,
  FILE_MAX_BYTES_IN_OBJECT,
  FILE_ORPHAN_MS,
  FILES_PER_CONVERSATION,
  UPLOADS_BURST,
} from "../../protocol/limits.ts";
import type { FileRef } from "../../protocol/model.ts";
import { NO_SITE_SETTINGS } from "../../protocol/settings.ts";
import { control } from "../control.ts";
import { ConversationFiles, deleteFiles } from "../conversation/files.ts";
import * as made from "../files/pictures.fixture.ts";
import { conversation } from "../objects.ts";
import { MeteredStorage } from "../storage/metered.ts";
import { agentAt } from "../testing/direct.ts";
import { errorCode, escalated, type Peer, request, SHOP, signUp, visitor } from "../testing/peer.ts";
import { bindings, mintSession } from "../testing/session.ts";
import { BUCKET, bytesOf, download, inBucket, kept, post, upload } from "../testing/uploads.ts";

const PHOTO = made.jpeg({ more: [made.jpegExif(6), ...made.JPEG_METADATA] });
const TEXT = made.bytesOf("Fehler 42");
const UNKNOWN = `f_${"z".repeat(26)}`;

let cookie = "";
beforeAll(async () => {
  ({ anna: cookie } = await signUp());
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  delete bindings.FILES;
});

const sends = (peer: Peer, text: string, files: FileRef[], more: object = {}) =>
  peer.say(text, { files: files.map(({ id }) => id), ...more });
const bodyAt = async (peer: Peer, seq: number): Promise<unknown> => {
  const created = await peer.until((f) => f.type === "message.created" && (f.message as { seq: number }).seq === seq);
  return (created.message as { body: unknown }).body;
};
const objectOf = ({ conversationId }: ConversationResponse) => conversation(bindings, conversationId);
/** As an agent of that conversation. */
const as = ({ conversationId }: ConversationResponse) => ({ conversationId, cookie });

/** Nothing of it anywhere. */
async function expectNothing(session: ConversationResponse): Promise<void> {
  expect(await kept(session.conversationId)).toEqual([]);
  expect(await inBucket(session.conversationId)).toEqual([]);
}

describe.each(["object", "bucket"] as const)("files in the %s", (store) => {
  beforeEach(() => {
    if (store === "bucket") bindings.FILES = BUCKET;
  });
  const max = store === "bucket" ? FILE_MAX_BYTES : FILE_MAX_BYTES_IN_OBJECT;

  it("come back as they were taken in, for both sides, and say nothing of where they were made", async () => {
    const { session, peer } = await escalated();
    const photo = await upload(session, PHOTO, "IMG 1\u202egpj.exe");
    expect(photo).toMatchObject({ name: "IMG 1gpj.exe.jpg", type: "image/jpeg", width: 480, height: 640 });
    const log = await upload(session, TEXT, "Протокол.log");
    expect(await sends(peer, "", [log, photo])).toMatchObject({ type: "command.acknowledged" });
    expect(await bodyAt(peer, 3)).toEqual({ kind: "text", text: "", files: [log, photo] });

    for (const whose of [session, as(session)]) {
      const bytes = await bytesOf(await download(whose, photo.id));
      expect(made.holds(bytes, "GPS")).toBe(false);
      expect(bytes.byteLength).toBe(photo.size);
      expect(await bytesOf(await download(whose, log.id))).toEqual(TEXT);
    }
    expect(await inBucket(session.conversationId)).toHaveLength(store === "bucket" ? 2 : 0);
  });

  it("come with headers that let nothing run and nothing stay", async () => {
    const { session, peer } = await escalated();
    const files = [await upload(session, PHOTO, "фото.jpg"), await upload(session, TEXT)];
    await sends(peer, "", files);
    for (const [i, file] of files.entries()) {
      for (const whose of [session, as(session)]) {
        const { headers, body } = await download(whose, file.id);
        await body?.cancel();
        const inline = "cookie" in whose && i === 0;
        expect(headers.get("Content-Disposition")).toMatch(inline ? /^inline; / : /^attachment; /);
        expect(headers.get("Content-Type")).toBe(i === 0 ? "image/jpeg" : "text/plain; charset=utf-8");
        expect(headers.get("Content-Security-Policy")).toBe("sandbox; default-src 'none'");
        expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
        expect(headers.get("Cache-Control")).toBe("private, no-store");
        expect(headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
        expect(headers.get("Access-Control-Allow-Origin")).toBe("cookie" in whose ? null : SHOP);
      }
    }
    const { headers, body } = await download(session, files[0]?.id ?? "");
    await body?.cancel();
    expect(headers.get("Content-Disposition")).toContain("filename*=UTF-8''%D1%84%D0%BE%D1%82%D0%BE.jpg");
  });

  it("an agent answers with one, which the visitor sees once it is sent", async () => {
    const { session, peer } = await escalated();
    const agent = await agentAt(session, "Anna");
    await agent.command({ type: "ticket.claim", expected: null });
    const file = await upload(as(session), TEXT, "steps.txt");
    expect(await errorCode(await download(session, file.id))).toBe("404 not_found");
    expect(await sends(agent, "", [file])).toMatchObject({ type: "command.acknowledged" });
    await peer.until(
      (f) => f.type === "message.created" && (f.message as { body: { files?: unknown } }).body.files !== undefined,
    );
    expect(await bytesOf(await download(session, file.id))).toEqual(TEXT);
  });

  it("of another conversation, of the other side, used, named twice or made up are not there", async () => {
    const { session, peer } = await escalated();
    const other = await mintSession();
    const [mine, theirs, agents] = [
      await upload(session, TEXT),
      await upload(other, TEXT),
      await upload(as(session), TEXT),
    ];
    for (const [what, files] of [
      ["another conversation's", [theirs]],
      ["one of them another's", [mine, theirs]],
      ["the agent's", [agents]],
      ["twice", [mine, mine]],
      ["made up", [{ ...mine, id: UNKNOWN }]],
    ] as const)
      expect(await sends(peer, "look", [...files]), what).toMatchObject({ type: "command.refused", code: "not_found" });
    expect(await sends(peer, "look", [mine])).toMatchObject({ type: "command.acknowledged" });
    expect(await sends(peer, "again", [mine])).toMatchObject({ type: "command.refused", code: "not_found" });

    const unknown = await download(session, UNKNOWN);
    const answer = [unknown.status, await unknown.text()];
    for (const [whose, file] of [
      [session, theirs.id],
      [session, agents.id],
      [other, mine.id],
      [as(other), mine.id],
      [as(session), theirs.id],
      [session, "f_x"],
      [session, "..%2f..%2fstate"],
      [session, `${mine.id}%00`],
    ] as const) {
      const response = await download(whose, file);
      expect([response.status, await response.text()]).toEqual(answer);
    }
    // A visitor's token for one conversation opens no other one's address either.
    const crossed = { ...other, conversationId: session.conversationId };
    expect(await errorCode(await download(crossed, mine.id))).toBe("404 not_found");
    expect(await errorCode(await post(crossed, TEXT))).toBe("404 not_found");
  });

  it("what the visitor has uploaded and not sent is nothing to agents", async () => {
    const { session } = await escalated();
    const file = await upload(session, TEXT);
    expect(await errorCode(await download(as(session), file.id))).toBe("404 not_found");
    expect(await bytesOf(await download(session, file.id))).toEqual(TEXT);
  });

  it("an agent's upload makes no conversation", async () => {
    const session = await mintSession();
    expect(await errorCode(await post(as(session), TEXT))).toBe("404 not_found");
    await expectNothing(session);
  });

  it("sent twice under one client id are one message; what a crash leaves is whole", async () => {
    const session = await mintSession();
    const peer = await visitor(session);
    const file = await upload(session, TEXT);
    const first = await sends(peer, "look", [file], { clientId: "client-again" });
    expect(first).toMatchObject({ type: "command.acknowledged", seq: 1 });
    await evictDurableObject(objectOf(session));
    const again = await visitor(session);
    const second = await sends(again, "look", [file], { clientId: "client-again" });
    expect(second).toMatchObject({ type: "command.acknowledged", seq: 1 });
    expect(await sends(again, "look", [], { clientId: "client-again" })).toMatchObject({ code: "conflict" });
    expect(await bytesOf(await download(session, file.id))).toEqual(TEXT);
  });

  it("the bot says that it reads none, and the question that comes with one is answered", async () => {
    const session = await mintSession();
    const peer = await visitor(session);
    await sends(peer, "", [await upload(session, PHOTO, "shot.jpg")]);
    expect(await bodyAt(peer, 2)).toMatchObject({ kind: "phrase", phrase: { key: "data_file" } });
    await sends(peer, "How do I reset my password?", [await upload(session, PHOTO)]);
    expect(await bodyAt(peer, 4)).toMatchObject({ kind: "answer" });
  });

  it("as large as may be come back whole; a byte more is refused", async () => {
    const session = await mintSession();
    const bytes = new Uint8Array(max).map((_, i) => 97 + (i % 7));
    const file = await upload(session, bytes, "long.log");
    expect(Buffer.compare(await bytesOf(await download(session, file.id)), bytes)).toBe(0);
    expect(await errorCode(await post(session, new Uint8Array(max + 1).fill(97)))).toBe("413 too_big");
  });

  it("beyond the limit are cut off, whatever Content-Length says, or without one", async () => {
    const session = await mintSession();
    let sent = 0;
    const endless = () =>
      new ReadableStream({
        pull(controller) {
          sent += 65_536;
          if (sent > 100 * 1024 * 1024) controller.close();
          else controller.enqueue(new Uint8Array(65_536).fill(97));
        },
      });
    for (const headers of [{}, { "Content-Length": "5" }] as Record<string, string>[]) {
      sent = 0;
      expect(await errorCode(await post(session, endless(), "a.txt", headers))).toBe("413 too_big");
      expect(sent).toBeLessThan(max + 2 * 1024 * 1024);
    }
    expect(await errorCode(await post(session, "abc", "a.txt", { "Content-Length": String(max + 1) }))).toBe(
      "413 too_big",
    );
    await expectNothing(session);
  });

  it("fifty bad ones leave nothing", async () => {
    const session = await mintSession();
    const bad: [Uint8Array | string, string][] = [
      ["<svg onload=alert(1)>", "415 unsupported_file"],
      ["<!doctype html><script>alert(1)</script>", "415 unsupported_file"],
      ["", "400 empty"],
      [made.png().subarray(0, 30), "415 unsupported_file"],
      [made.png({ width: 20_000, height: 20_000 }), "413 too_big"],
    ];
    for (let i = 0; i < 50; i++) {
      const [body, code] = bad[i % bad.length] ?? ["", ""];
      const headers = {
        "Content-Type": ["image/png", "image/svg+xml; x", "text/html;charset", "IMAGE/SVG+XML"][i % 4] ?? "",
      };
      expect(await errorCode(await post(session, body, `${i}.png`, headers))).toBe(code);
    }
    expect(await errorCode(await post(session, TEXT, "x", { "X-File-Name": "%E0%A4%A" }))).toBe("400 bad_request");
    await expectNothing(session);
  });

  it("the hundred and first is refused, and nothing of it is left", async () => {
    const session = await mintSession();
    await upload(session, TEXT);
    await runInDurableObject(objectOf(session), (_, { storage }) => {
      const [one] = storage.kv.get<{ file: FileRef }[]>("files") ?? [];
      const many = Array.from({ length: FILES_PER_CONVERSATION - 1 }, (__, i) => ({
        ...one,
        file: { ...one?.file, id: `f_${String(i).padStart(26, "0")}` },
      }));
      storage.kv.put("files", many);
    });
    await evictDurableObject(objectOf(session));
    const last = await upload(session, TEXT);
    const before = await kept(session.conversationId);
    const response = await post(session, TEXT);
    expect(await errorCode(response)).toBe("413 quota_exceeded");
    expect(await kept(session.conversationId)).toEqual(before);
    expect(await bytesOf(await download(session, last.id))).toEqual(TEXT);
  });

  it("too many at once wait, the agents' apart from the visitor's", async () => {
    const { session } = await escalated();
    // No token comes back meanwhile.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const codes: number[] = [];
    for (let i = 0; i <= UPLOADS_BURST; i++) codes.push((await post(session, TEXT)).status);
    expect(codes.filter((status) => status === 201)).toHaveLength(UPLOADS_BURST);
    const refused = await post(session, TEXT);
    expect(refused.headers.get("Retry-After")).toBe("5");
    expect(await errorCode(refused)).toBe("429 too_many");
    expect((await post(as(session), TEXT)).status).toBe(201);
  });

  it("that no message has named go after a day, the others stay", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const session = await mintSession();
    const peer = await visitor(session);
    const [used, left] = [await upload(session, PHOTO), await upload(session, TEXT)];
    await sends(peer, "look", [used]);
    vi.setSystemTime(Date.now() + FILE_ORPHAN_MS - 1);
    await runDurableObjectAlarm(objectOf(session));
    expect((await download(session, left.id)).status).toBe(200);
    vi.setSystemTime(Date.now() + 1);
    expect(await runDurableObjectAlarm(objectOf(session))).toBe(true);
    expect(await errorCode(await download(session, left.id))).toBe("404 not_found");
    expect((await bytesOf(await download(session, used.id))).byteLength).toBe(used.size);
    expect(await inBucket(session.conversationId)).toHaveLength(store === "bucket" ? 1 : 0);
    expect(await kept(session.conversationId)).toHaveLength(store === "bucket" ? 3 : 4);
    // It stays quiet.
    expect(await runDurableObjectAlarm(objectOf(session))).toBe(false);
  });

  it("uploaded before a first message that never came: the object is as if it had never been", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const session = await mintSession();
    await upload(session, PHOTO);
    await upload(session, TEXT);
    await evictDurableObject(objectOf(session));
    vi.setSystemTime(Date.now() + FILE_ORPHAN_MS + 1);
    await runDurableObjectAlarm(objectOf(session));
    await expectNothing(session);
    expect(await runInDurableObject(objectOf(session), (_, { storage }) => storage.getAlarm())).toBeNull();
    // And a conversation may begin there.
    const peer = await visitor(session);
    expect(await sends(peer, "hello", [await upload(session, TEXT)])).toMatchObject({ seq: 1 });
  });

  it("are all deleted at an erasure, used or not", async () => {
    const session = await mintSession();
    const peer = await visitor(session);
    await sends(peer, "look", [await upload(session, PHOTO)]);
    await upload(session, TEXT);
    const count = await runInDurableObject(objectOf(session), (_, { storage }) =>
      deleteFiles(bindings, session.conversationId, new ConversationFiles(new MeteredStorage(storage))),
    );
    expect(count).toBe(2);
    expect(await inBucket(session.conversationId)).toEqual([]);
    expect((await kept(session.conversationId)).sort()).toEqual(["state", "table messages"]);
  });

  it("where the owner wants none, none are taken from either side", async () => {
    const { session } = await escalated();
    const sites = [{ ...NO_SITE_SETTINGS, id: "demo", origins: [SHOP], configuredOrigins: [SHOP], attachments: false }];
    const { settingsSaved } = await import("../workspace/snapshot.ts");
    const { WORKSPACE } = bindings;
    const settings = { ...(await WORKSPACE.getByName("main").settings()), sites };
    const stub = {
      settings: async () => settings,
      session: (secret: string) => WORKSPACE.getByName("main").session(secret),
    };
    Object.assign(bindings, { WORKSPACE: { getByName: () => stub } });
    settingsSaved();
    try {
      for (const whose of [session, as(session)])
        expect(await errorCode(await post(whose, TEXT))).toBe("403 forbidden");
    } finally {
      Object.assign(bindings, { WORKSPACE });
      settingsSaved();
    }
    expect((await kept(session.conversationId)).filter((key) => key.startsWith("file"))).toEqual([]);
  });

  it("a server that stops takes none", async () => {
    const session = await mintSession();
    control.draining = true;
    try {
      expect(await errorCode(await post(session, TEXT))).toBe("503 unavailable");
    } finally {
      control.draining = false;
    }
  });

  it("without a credential, from a foreign page, or for agents without the console's header: refused", async () => {
    const { session } = await escalated();
    const path = `/conversations/${session.conversationId}/files`;
    const told = (prefix: string, headers: Record<string, string>) =>
      request(`${prefix}${path}`, { method: "POST", headers, body: TEXT as BodyInit }).then(errorCode);
    expect(await told("/v1", { Origin: SHOP })).toBe("401 unauthorized");
    const bearer = { Authorization: `Bearer ${session.token}` };
    expect(await told("/v1", { ...bearer, Origin: "https://evil.example" })).toBe("403 forbidden_origin");
    expect(await told("/v1/console", { Cookie: cookie, Origin: SHOP })).toBe("403 forbidden_origin");
    expect(await told("/v1/console", { Cookie: cookie, Origin: "https://desk.example" })).toBe("403 forbidden_origin");
  });
});

describe("a bucket in trouble", () => {
  it("that takes nothing: the visitor is told, and nothing is left", async () => {
    const session = await mintSession();
    const put = () => Promise.reject(new Error("away"));
    bindings.FILES = { put, delete: () => Promise.resolve() } as unknown as R2Bucket;
    expect(await errorCode(await post(session, TEXT))).toBe("503 unavailable");
    await expectNothing(session);
  });

  it("erased while the bytes were on their way: they do not stay", async () => {
    const session = await mintSession();
    const put = async (key: string, bytes: Uint8Array) => {
      await objectOf(session).discardFile(key.split("/")[1] ?? "");
      return BUCKET.put(key, bytes);
    };
    bindings.FILES = { put, delete: (keys: string[]) => BUCKET.delete(keys) } as unknown as R2Bucket;
    expect(await errorCode(await post(session, TEXT))).toBe("404 not_found");
    await expectNothing(session);
  });

  it("that deletes nothing now: the orphan is asked for again until it has gone", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const session = await mintSession();
    bindings.FILES = BUCKET;
    await upload(session, TEXT);
    await evictDurableObject(objectOf(session));
    let calls = 0;
    const failing = (keys: string[]) => (++calls === 1 ? Promise.reject(new Error("away")) : BUCKET.delete(keys));
    bindings.FILES = { delete: failing } as unknown as R2Bucket;
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    vi.setSystemTime(Date.now() + FILE_ORPHAN_MS + 1);
    await runDurableObjectAlarm(objectOf(session));
    expect(await inBucket(session.conversationId)).toHaveLength(1);
    vi.setSystemTime(Date.now() + 60_000);
    expect(await runDurableObjectAlarm(objectOf(session))).toBe(true);
    await expectNothing(session);
  });

  it("files from before it was bound are still read, and those from before it was taken away are gone", async () => {
    const session = await mintSession();
    const before = await upload(session, TEXT);
    bindings.FILES = BUCKET;
    await evictDurableObject(objectOf(session));
    const after = await upload(session, PHOTO);
    expect(await bytesOf(await download(session, before.id))).toEqual(TEXT);
    expect((await bytesOf(await download(session, after.id))).byteLength).toBe(after.size);
    delete bindings.FILES;
    expect(await errorCode(await download(session, after.id))).toBe("404 not_found");
  });
});
