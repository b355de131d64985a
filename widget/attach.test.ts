// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { VisitorClient } from "../client/visitor-types.ts";
import { Attach } from "./attach.ts";
import { attachWords } from "./attach-words.ts";
import { en } from "./strings/en.ts";
import type { ViewHost } from "./view-host.ts";

const uploads = vi.hoisted(() => ({ answers: [] as unknown[], calls: [] as { url: string; name: string }[] }));
vi.mock("../client/files.ts", () => ({
  upload: async ({ url }: { url: string }, _file: Blob, name: string) => {
    uploads.calls.push({ url, name });
    const answer = uploads.answers.shift();
    return answer ?? { id: `f_${name}`, name, type: "text/plain", size: 1 };
  },
  download: async () => null,
}));

beforeEach(() => {
  vi.useFakeTimers();
  uploads.answers = [];
  uploads.calls = [];
});
afterEach(() => void vi.useRealTimers());

const tick = (ms = 1) => vi.advanceTimersByTimeAsync(ms);
const text = (name: string, content = "x") => new File([content], name, { type: "text/plain" });

function attached(...files: File[]) {
  const root = document.body.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
  const access = vi.fn<() => Promise<unknown>>(async () => ({ url: "/c_1/files", token: "t" }));
  const client = { access } as unknown as VisitorClient;
  const host = {
    renderRoot: root,
    t: en,
    site: { files: { maxBytes: 100 } },
    conversation: { client } as { client: unknown },
    requestUpdate: vi.fn(),
  };
  const attach = new Attach(host as unknown as ViewHost);
  root.append(attach.element);
  attach.take(files);
  const names = () => [...root.querySelectorAll("bdi")].map((one) => one.textContent);
  const errors = () => [...root.querySelectorAll("[role=alert]")].map((one) => one.textContent).filter(Boolean);
  const status = () => root.querySelector("[role=status]")?.textContent ?? "";
  const remove = (name: string) => {
    const tile = [...root.querySelectorAll(".tile")].find((one) => one.textContent.includes(name));
    tile?.querySelector("button")?.click();
  };
  return { attach, host, client, access, names, errors, status, remove };
}

type Files = Awaited<ReturnType<Attach["upload"]>> | undefined;
/** What has become of it by now. */
function watched(upload: Promise<Files>): { isOver: boolean; files: Files } {
  const seen = { isOver: false, files: undefined as Files };
  void upload.then((files) => Object.assign(seen, { isOver: true, files }));
  return seen;
}
const ids = (files: Files) => files?.map(({ id }) => id);

test("nothing is uploaded before it is sent, then each once and in order", async () => {
  const { attach, client, access, status } = attached(text("a.txt"), text("b.txt"));
  await tick();
  expect(access).not.toHaveBeenCalled();
  expect(attach.count).toBe(2);
  expect(status()).toContain("Not sent yet");
  expect(ids(await attach.upload(client))).toEqual(["f_a.txt", "f_b.txt"]);
  expect(access).toHaveBeenCalledWith(true);
  expect(uploads.calls.map(({ name }) => name)).toEqual(["a.txt", "b.txt"]);
  // Sent again, since the page did not want the message: they are there already.
  expect(ids(await attach.upload(client))).toEqual(["f_a.txt", "f_b.txt"]);
  expect(uploads.calls).toHaveLength(2);
  attach.clear();
  expect(attach.count).toBe(0);
});

test("without a network it waits, says so, and goes on where it was", async () => {
  const { attach, client, status } = attached(text("a.txt"), text("b.txt"));
  uploads.answers = [undefined, 0];
  const sending = watched(attach.upload(client));
  await tick();
  expect(status()).toContain("No connection");
  await tick(5_000);
  expect(uploads.calls).toHaveLength(2);
  window.dispatchEvent(new Event("online"));
  await tick();
  expect(ids(sending.files)).toEqual(["f_a.txt", "f_b.txt"]);
  expect(uploads.calls.map(({ name }) => name)).toEqual(["a.txt", "b.txt", "b.txt"]);
  expect(status()).not.toContain("No connection");
});

test("the server takes no more files from here for a while: it says what to do, keeps all, and goes on by itself", async () => {
  const { attach, client, names, status } = attached(text("a.txt"), text("b.txt"));
  uploads.answers = [undefined, 91_000];
  const sending = watched(attach.upload(client));
  await tick();
  expect(status()).toContain(attachWords({ t: en }).filesBusy);
  expect(status()).not.toContain("No connection");
  expect(names()).toEqual(["a.txt", "b.txt"]);
  await tick(90_000);
  expect(uploads.calls).toHaveLength(2);
  await tick(2_000);
  expect(ids(sending.files)).toEqual(["f_a.txt", "f_b.txt"]);
  expect(status()).not.toContain(attachWords({ t: en }).filesBusy);
});

test("files that have to wait are taken out: the message goes without them", async () => {
  const { attach, client, remove } = attached(text("a.txt"));
  uploads.answers = [91_000];
  const sending = watched(attach.upload(client));
  await tick();
  remove("a.txt");
  await tick();
  expect(sending).toEqual({ isOver: true, files: [] });
});

test("no conversation to be had: it waits as well, as long as the server wishes", async () => {
  const { attach, client, access } = attached(text("a.txt"));
  access.mockResolvedValueOnce(30_000);
  const sending = watched(attach.upload(client));
  await tick(29_000);
  expect(sending.isOver).toBe(false);
  await tick(2_000);
  expect(sending.isOver).toBe(true);
});

test("one is refused: nothing is sent, the others stay; the next time they go without it", async () => {
  const { attach, client, errors, names } = attached(text("a.txt"), text("b.txt"), text("c.txt"));
  uploads.answers = [undefined, "quota_exceeded"];
  expect(await attach.upload(client)).toBeNull();
  expect(errors()).toEqual(["This conversation can hold no more files."]);
  expect(names()).toEqual(["a.txt", "b.txt", "c.txt"]);
  expect(ids(await attach.upload(client))).toEqual(["f_a.txt", "f_c.txt"]);
  expect(uploads.calls.map(({ name }) => name)).toEqual(["a.txt", "b.txt", "c.txt"]);
});

test("refused before it is sent: too big, of a wrong kind, empty", async () => {
  const { attach, errors } = attached(
    text("big.txt", "x".repeat(101)),
    new File(["MZ"], "a.exe", { type: "application/x-msdownload" }),
    text("empty.txt", ""),
    new File(["<svg/>"], "a.svg", { type: "image/svg+xml" }),
    new File(["line"], "a.log", { type: "" }),
  );
  await tick();
  expect(errors()).toHaveLength(4);
  expect(attach.count).toBe(1);
});

test("found out while it is being sent: nothing goes, so that the reason is read", async () => {
  const { attach, client, errors } = attached(text("big.txt", "x".repeat(101)));
  expect(attach.count).toBe(1);
  expect(await attach.upload(client)).toBeNull();
  expect(errors()).toHaveLength(1);
  expect(uploads.calls).toEqual([]);
});

test("taken out while it waits: the rest goes", async () => {
  const { attach, client, remove } = attached(text("a.txt"), text("b.txt"));
  uploads.answers = [0];
  const sending = watched(attach.upload(client));
  await tick();
  remove("a.txt");
  await tick();
  expect(ids(sending.files)).toEqual(["f_b.txt"]);
});

describe("another conversation", () => {
  test("opened while it waits: all goes there, where the message goes", async () => {
    const { attach, client, access } = attached(text("a.txt"), text("b.txt"));
    uploads.answers = [undefined, 0];
    const sending = watched(attach.upload(client));
    await tick();
    access.mockResolvedValue({ url: "/c_2/files", token: "t" });
    await tick(10_000);
    expect(uploads.calls.slice(2)).toEqual([
      { url: "/c_2/files", name: "a.txt" },
      { url: "/c_2/files", name: "b.txt" },
    ]);
    expect(ids(sending.files)).toHaveLength(2);
  });

  test("of somebody else: nothing is sent", async () => {
    const { attach, client, host } = attached(text("a.txt"));
    uploads.answers = [0];
    const sending = watched(attach.upload(client));
    await tick();
    host.conversation = { client: {} };
    attach.clear();
    await tick();
    expect(sending).toEqual({ isOver: true, files: null });
  });
});

test("no more than a message may have", async () => {
  const files = Array.from({ length: 12 }, (_, i) => text(`${i}.txt`));
  const { attach, status } = attached(...files);
  expect(attach.count).toBe(10);
  expect(status()).toContain("At most 10");
});

test("taken back from a message that was refused: as far as this page has them, sent anew", async () => {
  const { attach, client, names } = attached(text("a.txt"));
  const sent = await attach.upload(client);
  attach.clear();
  attach.takeBack([...(sent ?? []), { id: "f_of_before", name: "gone.txt", type: "text/plain", size: 1 }]);
  expect(names()).toEqual(["a.txt"]);
  expect(ids(await attach.upload(client))).toEqual(["f_a.txt"]);
  expect(uploads.calls).toHaveLength(2);
});
