import { expect, test } from "vitest";
import { uploadFile } from "./upload.ts";

/** As much of an XMLHttpRequest as is used. */
function fake() {
  const headers: Record<string, string> = {};
  return {
    headers,
    opened: "",
    status: 0,
    responseText: "",
    upload: {} as { onprogress?: (event: { loaded: number; total: number }) => void },
    onload: () => {},
    onerror: () => {},
    aborted: false,
    open(method: string, url: string) {
      this.opened = `${method} ${url}`;
    },
    setRequestHeader(name: string, value: string) {
      headers[name] = value;
    },
    send() {},
    abort() {
      this.aborted = true;
    },
  };
}
function begin(file = new File(["abc"], "отчёт.pdf", { type: "application/pdf" })) {
  const request = fake();
  const shares: number[] = [];
  const upload = uploadFile("c_1", file, (share) => shares.push(share), request as unknown as XMLHttpRequest);
  return { request, shares, upload };
}

test("sends the raw file with its name and type, and tells real progress", async () => {
  const { request, shares, upload } = begin();
  expect(request.opened).toBe("POST /v1/console/conversations/c_1/files");
  expect(request.headers).toEqual({
    "Content-Type": "application/pdf",
    "X-File-Name": encodeURIComponent("отчёт.pdf"),
    "X-Deskbell": "1",
  });
  request.upload.onprogress?.({ loaded: 1, total: 4 });
  request.upload.onprogress?.({ loaded: 0, total: 0 });
  expect(shares).toEqual([0.25, 0]);
  request.status = 201;
  request.responseText = `{"id":"f_1"}`;
  request.onload();
  expect(await upload.done).toEqual({ kind: "ok", value: { id: "f_1" } });
});

test.each([
  [413, `{"error":{"code":"quota_exceeded","message":""}}`, "quota_exceeded"],
  [502, "<html>", "unreachable"],
  [200, `{"id":"f_1"}`, "unreachable"],
])("an answer of %i is a refusal", async (status, text, code) => {
  const { request, upload } = begin();
  request.status = status;
  request.responseText = text;
  request.onload();
  expect(await upload.done).toEqual({ kind: "refused", code });
});

test("no network, and a cancelled upload", async () => {
  const { request, upload } = begin();
  upload.cancel();
  expect(request.aborted).toBe(true);
  request.onerror();
  expect(await upload.done).toEqual({ kind: "refused", code: "unreachable" });
});
