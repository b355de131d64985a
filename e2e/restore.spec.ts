import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import type { ConversationResponse, SessionResponse } from "../protocol/api.ts";
import { type Desk, startDesk } from "./desk.ts";

/** What an operator lives through: an inbox that is gone, a backup that is put back. No browser: the doors answer for it. */

type Welcome = { type: "welcome"; epoch: string };

async function connect(desk: Desk, session: ConversationResponse) {
  const url = `${desk.server.replace("http", "ws")}/v1/conversations/${session.conversationId}/socket`;
  // Node's WebSocket takes headers; a browser sets Origin by itself.
  const options = { protocols: ["deskbell.1", `t.${session.token}`], headers: { Origin: desk.demo } };
  const socket = new WebSocket(url, options as unknown as string[]);
  await new Promise((resolve) => socket.addEventListener("open", resolve));
  const welcome = new Promise<Welcome>((resolve) =>
    socket.addEventListener("message", ({ data }) => {
      const frame = JSON.parse(String(data)) as Welcome;
      if (frame.type === "welcome") resolve(frame);
    }),
  );
  socket.send(JSON.stringify({ type: "hello", have: { public: 0 }, epoch: null }));
  const { epoch } = await welcome;
  return { socket, epoch };
}

async function ticketNumber(desk: Desk, { conversationId, token }: ConversationResponse): Promise<number | undefined> {
  const response = await fetch(`${desk.server}/v1/conversations/${conversationId}/session?request=1`, {
    headers: { Origin: desk.demo, Authorization: `Bearer ${token}` },
  });
  return ((await response.json()) as SessionResponse).request?.number;
}

test("a lost inbox is rebuilt, and a restored folder has another epoch", async () => {
  const root = await mkdtemp(join(tmpdir(), "deskbell-restore-"));
  const first = await startDesk({ data: join(root, "data") });
  const port = Number(new URL(first.server).port);
  const created = await fetch(`${first.server}/v1/conversations`, {
    method: "POST",
    headers: { Origin: first.demo, "Content-Type": "application/json" },
    body: '{"site":"default"}',
  });
  const session = (await created.json()) as ConversationResponse;
  const { socket, epoch } = await connect(first, session);
  const human = {
    type: "message.send",
    clientId: "client-one",
    text: "A human, please",
    choice: { of: 0, pick: "human" },
  };
  socket.send(JSON.stringify(human));
  await expect.poll(() => ticketNumber(first, session)).toBe(1);
  expect(first.output()).not.toContain("Inbox rebuilt");
  expect(await first.stop()).toBe(0);

  await rm(join(root, "data/objects/deskbell-inbox"), { recursive: true });
  const second = await startDesk({ data: join(root, "data"), port });
  await expect.poll(second.output).toContain("Inbox rebuilt: 1 tickets of 1 conversations.");
  expect((await connect(second, session)).epoch).toBe(epoch);
  expect(await ticketNumber(second, session)).toBe(1);
  await second.stop();

  await cp(join(root, "data"), join(root, "backup"), { recursive: true, preserveTimestamps: true });
  await rm(join(root, "data"), { recursive: true });
  await cp(join(root, "backup"), join(root, "data"), { recursive: true, preserveTimestamps: true });
  const third = await startDesk({ data: join(root, "data"), port });
  await expect.poll(third.output).toContain("Inbox rebuilt: 1 tickets of 1 conversations.");
  expect(third.output()).toContain("The data folder was restored from a copy");
  expect((await connect(third, session)).epoch).not.toBe(epoch);
  await third.destroy();
  await rm(root, { recursive: true });
});
