import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { download, upload } from "./files.ts";

const ACCESS = { url: "https://support.example/v1/conversations/c_1/files", token: "token-1" };
const REF = { id: `f_${"a".repeat(26)}`, name: "a.txt", type: "text/plain", size: 4 };

/** A request that does what the test says. */
class FakeRequest {
  static last: FakeRequest;
  status = 0;
  response: unknown = null;
  timeout = 0;
  responseType = "";
  readonly headers: Record<string, string> = {};
  readonly upload: { onprogress?: (event: { loaded: number }) => void } = {};
  onloadend: () => void = () => {};
  opened: unknown[] = [];
  sent: unknown;

  constructor() {
    FakeRequest.last = this;
  }
  open(...given: unknown[]): void {
    this.opened = given;
  }
  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
  send(body: unknown): void {
    this.sent = body;
  }
  abort(): void {
    this.onloadend();
  }
  end(status: number, response: unknown = null): void {
    this.status = status;
    this.response = response;
    this.onloadend();
  }
}

beforeEach(() => void vi.stubGlobal("XMLHttpRequest", FakeRequest));
afterEach(() => void vi.unstubAllGlobals());

const file = new Blob(["abcd"], { type: "text/plain" });
function start(name = "a.txt") {
  const shares: number[] = [];
  const call = new AbortController();
  const answer = upload(ACCESS, file, name, (share) => shares.push(share), call);
  return { answer, shares, call, request: FakeRequest.last };
}

describe("upload", () => {
  test("sends the bytes with the right, the name as ASCII, and says how far it is", async () => {
    const { answer, shares, request } = start("отчёт \ud800.txt");
    request.upload.onprogress?.({ loaded: 1 });
    request.upload.onprogress?.({ loaded: 4 });
    request.end(201, REF);
    expect(await answer).toBe(REF);
    expect(request.opened).toEqual(["POST", ACCESS.url]);
    expect(request.sent).toBe(file);
    expect(request.headers.Authorization).toBe("Bearer token-1");
    expect(request.headers["X-File-Name"]).toMatch(/^[\x20-\x7e]+$/);
    expect(decodeURIComponent(request.headers["X-File-Name"] ?? "")).toBe("отчёт \ufffd.txt");
    expect(shares).toEqual([0.25, 1]);
    expect(request.timeout).toBeGreaterThan(180_000);
  });

  test.each([
    ["too big", 413, { error: { code: "too_big" } }, "too_big"],
    ["quota", 413, { error: { code: "quota_exceeded" } }, "quota_exceeded"],
    ["kind", 415, { error: { code: "unsupported_file" } }, "unsupported_file"],
    ["busy, with a wish", 429, { error: { code: "too_many", retryAfterMs: 5_000 } }, 5_000],
    ["the network's share is used up", 429, { error: { code: "too_many", retryAfterMs: 90_001 } }, 90_001],
    ["busy", 503, { error: { code: "unavailable" } }, 0],
    ["a broken server", 500, null, 0],
    ["no network", 0, null, 0],
    ["a captive portal", 200, null, 0],
    ["an answer that is not ours", 201, { id: "../x" }, 0],
    ["a number that is none", 429, { error: { retryAfterMs: "soon" } }, 0],
  ])("%s", async (_, status, body, expected) => {
    const { answer, request } = start();
    request.end(status, body);
    expect(await answer).toBe(expected);
  });

  test("called off", async () => {
    const { answer, call } = start();
    call.abort();
    expect(await answer).toBeNull();
  });
});

describe("download", () => {
  const asked = vi.fn<typeof fetch>();
  beforeEach(() => {
    asked.mockReset();
    vi.stubGlobal("fetch", asked);
  });

  test("the bytes, with the right and without the page's cookies", async () => {
    asked.mockResolvedValue(new Response("abcd"));
    expect(await (await download(ACCESS, REF.id))?.text()).toBe("abcd");
    expect(asked.mock.calls[0]).toMatchObject([
      `${ACCESS.url}/${REF.id}`,
      { credentials: "omit", headers: { Authorization: "Bearer token-1" } },
    ]);
  });

  test("none: gone, no network, no right (then nobody is asked)", async () => {
    asked.mockResolvedValue(new Response("", { status: 404 }));
    expect(await download(ACCESS, REF.id)).toBeNull();
    asked.mockRejectedValue(new TypeError("Failed to fetch"));
    expect(await download(ACCESS, REF.id)).toBeNull();
    asked.mockClear();
    expect(await download(0, REF.id)).toBeNull();
    expect(await download("forbidden_origin", REF.id)).toBeNull();
    expect(asked).not.toHaveBeenCalled();
  });
});
