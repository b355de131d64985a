import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { ConversationResponse } from "../../protocol/api.ts";
import { FILE_MAX_BYTES_IN_OBJECT } from "../../protocol/limits.ts";
import { HELD_MAX } from "../files/upload-room.ts";
import { conversation } from "../objects.ts";
import { eventually } from "../testing/eventually.ts";
import { errorCode, escalated, signUp } from "../testing/peer.ts";
import { bindings, mintSession } from "../testing/session.ts";
import { kept, post, upload } from "../testing/uploads.ts";

const IDLE_MS = 10_000;

let cookie = "";
beforeAll(async () => {
  ({ anna: cookie } = await signUp());
});

/** Whether ten seconds without a byte are over. By the clock they never are. */
let idleIsOver = false;
beforeEach(() => {
  idleIsOver = false;
  const real = scheduler;
  const wait = async (ms: number, options?: { signal?: AbortSignal }): Promise<void> => {
    if (ms !== IDLE_MS) return real.wait(ms, options);
    while (!idleIsOver && !options?.signal?.aborted) await real.wait(5);
  };
  vi.stubGlobal("scheduler", { wait });
});
afterEach(() => vi.unstubAllGlobals());

type Whose = Parameters<typeof post>[0];
const as = ({ conversationId }: ConversationResponse) => ({ conversationId, cookie });

/** Sends so many bytes, and then nothing more until `end`. */
function stalled(whose: Whose, length: number): { answer: Promise<Response>; end: () => void } {
  let ended = false;
  let sent = false;
  const body = new ReadableStream({
    async pull(controller) {
      if (!sent) controller.enqueue(new Uint8Array(length).fill(0x61));
      sent = true;
      while (!ended) await new Promise((resolve) => setTimeout(resolve, 5));
      controller.close();
    },
    cancel() {
      ended = true;
    },
  });
  return { answer: post(whose, body), end: () => (ended = true) };
}

/** It is refused on the way in, so that trying again costs none of the conversation's uploads. */
const refused = (whose: Whose, expected: string) =>
  eventually(async () => expect(await errorCode(await post(whose, ""))).toBe(expected));

it("the third upload at once of one conversation waits; another's, the agents' and one after it do not", async () => {
  const { session } = await escalated();
  const running = [stalled(session, 3), stalled(session, 3)];
  await refused(session, "429 too_many");
  const third = await post(session, "abc");
  expect(third.headers.get("Retry-After")).toBe("2");
  expect(await errorCode(third)).toBe("429 too_many");
  await upload(await mintSession(), "abc");
  await upload(as(session), "abc");
  for (const { answer, end } of running) {
    end();
    expect((await answer).status).toBe(201);
  }
  await upload(session, "abc");
});

it("a refused upload gives its place back", async () => {
  const session = await mintSession();
  for (let i = 0; i < 3; i++) expect(await errorCode(await post(session, ""))).toBe("400 empty");
  await upload(session, "abc");
});

it("an upload without a byte for ten seconds ends, and is asked for again; its place is free", async () => {
  const session = await mintSession();
  const running = [stalled(session, 3), stalled(session, 3)];
  await refused(session, "429 too_many");
  idleIsOver = true;
  for (const { answer } of running) {
    const response = await answer;
    expect(response.headers.get("Retry-After")).toBe("2");
    expect(await errorCode(response)).toBe("503 unavailable");
  }
  idleIsOver = false;
  await upload(session, "abc");
});

it("one token's stalled bodies refuse nobody else; visitors' that fill their room refuse no agent", async () => {
  const { session } = await escalated();
  const other = await mintSession();
  const running = [stalled(session, FILE_MAX_BYTES_IN_OBJECT), stalled(session, FILE_MAX_BYTES_IN_OBJECT)];
  await refused(session, "429 too_many");
  await upload(other, "abc");
  while (running.length < HELD_MAX / FILE_MAX_BYTES_IN_OBJECT)
    running.push(stalled(await mintSession(), FILE_MAX_BYTES_IN_OBJECT));
  await eventually(async () => expect(await errorCode(await post(other, "<svg>"))).toBe("503 unavailable"));
  await upload(as(session), "abc");
  idleIsOver = true;
  for (const { answer } of running) expect(await errorCode(await answer)).toBe("503 unavailable");
  idleIsOver = false;
  await upload(other, "abc");
});

it("an anonymous upload that runs while the conversation becomes a person's does not land there", async () => {
  const { session } = await escalated();
  const running = [stalled(session, 3), stalled(session, 3)];
  await refused(session, "429 too_many");
  const person = { id: "u_1", name: "Mia", email: "mia@example.com" };
  expect(await conversation(bindings, session.conversationId).identify(person)).toBe("identified");
  for (const { answer, end } of running) {
    end();
    expect(await errorCode(await answer)).toBe("401 unauthorized");
  }
  expect((await kept(session.conversationId)).filter((key) => key.startsWith("file"))).toEqual([]);
});
