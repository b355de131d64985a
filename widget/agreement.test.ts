import { afterEach, expect, test, vi } from "vitest";
import { memoryStorage } from "../client/testing/world.ts";
import type { PendingMessage, SendOptions } from "../client/types.ts";
import type { FileRef } from "../protocol/model.ts";
import { askConsent } from "./agreement.ts";
import type { ConversationController } from "./controller.ts";
import type { Handed } from "./handed-lit.ts";
import { en } from "./strings/en.ts";
import { textPieces } from "./text-links.ts";
import type { ViewHost } from "./view-host.ts";

afterEach(() => void vi.unstubAllGlobals());

const file = (name: string) => ({ id: `f_${name}`, name, type: "text/plain", size: 1 }) as unknown as FileRef;
const refused = (n: number, text: string, files?: FileRef[]): PendingMessage => ({
  clientId: `message-${n}`,
  text,
  ...(files && { files }),
  consent: "1",
  state: "failed",
  code: "consent_required",
  at: n,
});

/** A visitor who has agreed to version 1 while the server asks for 2; tells at every change, as the client does. */
function asked(...first: PendingMessage[]) {
  vi.stubGlobal("fetch", async () => Response.json({ consent: { version: "2", text: "New" } }));
  let pending = first;
  let changed = (): void => {};
  const sent: { text: string; options: SendOptions | undefined }[] = [];
  const change = (next: PendingMessage[]): void => {
    pending = next;
    changed();
  };
  const client = {
    get snapshot() {
      return { pending };
    },
    subscribe: (listener: () => void) => void (changed = listener),
    discard: (id: string) => change(pending.filter(({ clientId }) => clientId !== id)),
    sendMessage: (text: string, options?: SendOptions) => void sent.push({ text, options }),
  };
  const storage = memoryStorage();
  storage.setItem("k:consent", "1");
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const conversation = {
    client,
    storage,
    key: "k",
    ended,
    send: async () => true,
  } as unknown as ConversationController;
  const host = {
    conversation: conversation as ConversationController | undefined,
    t: en,
    site: { consent: { version: "1", text: "Old" } },
    siteUrl: () => "/home",
    requestUpdate() {},
    updateComplete: Promise.resolve(),
    renderRoot: { querySelector: () => null },
    fill: vi.fn(),
    files: { takeBack: vi.fn() },
  };
  const html = (_: TemplateStringsArray, ...values: unknown[]) => values;
  const handed = [html, null, ...Array.from({ length: 6 }, () => () => null)] as unknown as Handed;
  askConsent(host as unknown as ViewHost, conversation, handed, textPieces);
  /** The card's own handlers: the form's first, "not now" last. */
  const handlers = () =>
    ((conversation.card?.() ?? []) as unknown[]).filter((one) => typeof one === "function") as ((
      event: object,
    ) => void)[];
  const answer = async (isYes: boolean): Promise<void> => {
    await vi.waitFor(() => expect(handlers()).toHaveLength(2));
    handlers().at(isYes ? 0 : -1)?.({ preventDefault() {} });
    await vi.waitFor(() => expect(conversation.card).toBeUndefined());
    await new Promise((resolve) => setTimeout(resolve));
  };
  return {
    host,
    sent,
    storage,
    conversation,
    answer,
    end,
    pending: () => pending,
    later: (one: PendingMessage) => change([...pending, one]),
  };
}

test("not now: all that was refused comes back as it was written, files too, and it is not asked again", async () => {
  const { host, sent, conversation, answer, later } = asked(
    refused(1, "first", [file("a")]),
    refused(2, "", [file("b")]),
  );
  later(refused(3, "third"));
  await answer(false);
  expect(host.fill.mock.calls).toEqual([["first\nthird"]]);
  expect(host.files.takeBack.mock.calls).toEqual([[[file("a"), file("b")]]]);
  expect([sent, conversation.card]).toEqual([[], undefined]);
});

test("not now, to files alone: nothing is put into the field", async () => {
  const { host, answer } = asked(refused(1, "", [file("a")]));
  await answer(false);
  expect(host.fill).not.toHaveBeenCalled();
  expect(host.files.takeBack).toHaveBeenCalledWith([file("a")]);
});

test("agreed: each is sent once, in order, with the new version, and one question was enough", async () => {
  const { sent, storage, conversation, answer, later } = asked(refused(1, "first", [file("a")]), refused(2, "second"));
  later(refused(3, "third"));
  // The card has the new text once it is loaded.
  await new Promise((resolve) => setTimeout(resolve, 0));
  await answer(true);
  expect(sent).toEqual([
    { text: "first", options: { files: [file("a")], consent: "2" } },
    { text: "second", options: { consent: "2" } },
    { text: "third", options: { consent: "2" } },
  ]);
  expect([conversation.card, storage.getItem("k:consent")]).toEqual([undefined, "2"]);
});

test("the conversation has left the panel: nothing of it comes into the field, and nothing is given up", async () => {
  const { host, sent, end, pending } = asked(refused(1, "first", [file("a")]));
  host.conversation = undefined;
  end();
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(host.fill).not.toHaveBeenCalled();
  expect(host.files.takeBack).not.toHaveBeenCalled();
  expect([sent, pending()]).toMatchObject([[], [{ text: "first" }]]);
});
