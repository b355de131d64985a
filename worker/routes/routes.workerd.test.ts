import { SignJWT } from "jose";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { SearchResponse } from "../../protocol/api.ts";
import { ROUTES } from "../app.ts";
import { fresh } from "../testing/fresh.ts";
import {
  agentOn,
  agentSocket,
  cookieOf,
  errorCode,
  mutate,
  newConversation,
  request,
  SERVER,
  SHOP,
  signUp,
  upgrade,
  visitor,
} from "../testing/peer.ts";

afterEach(async () => {
  vi.useRealTimers();
  await fresh();
});

const ID = `c_0${"0".repeat(26)}`;
const concrete = (path: string) =>
  path
    .replace(":site", "demo")
    .replace(":category", "account")
    .replace(":slug", "reset-password")
    .replace(":id", ID)
    .replace("*", "x.js");
const key = (char: string) => new Uint8Array(Buffer.from(char.repeat(43), "base64url"));

describe("the table of routes", () => {
  it.each(ROUTES.filter((r) => r.access === "visitor" || r.access === "agent" || r.access === "secret"))(
    "$method $path refuses who brings nothing",
    async ({ method, path }) => {
      const socket = path.endsWith("socket") ? { Upgrade: "websocket", "Sec-WebSocket-Protocol": "deskbell.1" } : {};
      const response = await request(concrete(path), { method, headers: socket });
      expect([401, 403, 415]).toContain(response.status);
      expect(await response.json()).toMatchObject({ error: { code: expect.any(String) } });
    },
  );

  it.each(ROUTES.filter((r) => r.access === "agent"))(
    "$method $path refuses a made-up session",
    async ({ method, path }) => {
      const headers = {
        Cookie: `__Host-deskbell=${"x".repeat(43)}`,
        Origin: SERVER,
        "X-Deskbell": "1",
        "Content-Type": "application/json",
        ...(path.endsWith("socket") ? { Upgrade: "websocket", "Sec-WebSocket-Protocol": "deskbell.1" } : {}),
      };
      const response = await request(concrete(path), { method, headers });
      if (path.endsWith("sign-out")) return expect(response.status).toBe(204);
      expect(await errorCode(response)).toBe("401 unauthorized");
    },
  );

  it.each(ROUTES)("$method $path answers another method with 405 and Allow", async ({ path }) => {
    const response = await request(concrete(path), { method: "PATCH" });
    expect(await errorCode(response)).toBe("405 method_not_allowed");
    expect(response.headers.get("Allow")).toBeTruthy();
  });

  it.each([
    "/v1",
    "/v1/nothing",
    "/nothing",
    "/kb/manifest.json",
    "/widget/v1/none.js",
    "/widget/../wrangler.toml",
    `/v1/conversations/${ID}/x.css`,
  ])("%s is not there", async (path) => {
    expect(await errorCode(await request(path))).toBe("404 not_found");
  });
});

describe("a visitor's credential", () => {
  const session = (id: string, headers: Record<string, string>) =>
    request(`/v1/conversations/${id}/session`, { headers });
  const socket = (id: string, token: string, origin: string = SHOP) =>
    upgrade(`/v1/conversations/${id}/socket`, { Origin: origin, "Sec-WebSocket-Protocol": `deskbell.1, t.${token}` });
  const sign = (
    claims: object,
    options: { alg?: string; kid?: string; exp?: number; key?: Uint8Array; aud?: string } = {},
  ) =>
    new SignJWT({ ws: "main", site: "demo", role: "visitor", ...claims })
      .setProtectedHeader({ alg: options.alg ?? "HS256", kid: options.kid ?? "k1" })
      .setSubject(ID)
      .setAudience(options.aud ?? "deskbell")
      .setExpirationTime(options.exp ?? Math.floor(Date.now() / 1000) + 3600)
      .sign(options.key ?? key("a"));

  it("opens its own conversation, on both doors", async () => {
    const { conversationId, token } = await newConversation();
    const answer = await session(conversationId, { Authorization: `Bearer ${token}`, Origin: SHOP });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe(SHOP);
    const { status, webSocket, headers } = await socket(conversationId, token);
    expect(status).toBe(101);
    expect(headers.get("Sec-WebSocket-Protocol")).toBe("deskbell.1");
    webSocket?.accept();
    webSocket?.close();
  });

  it("a second key works while it is listed", async () => {
    const token = await sign({}, { kid: "k2", key: key("b") });
    expect((await session(ID, { Authorization: `Bearer ${token}` })).status).toBe(200);
  });

  it.each([
    ["none", () => ""],
    ["null", () => "null"],
    ["garbage", () => "a.b.c"],
    ["expired", () => sign({}, { exp: 1000 })],
    ["wrong key", () => sign({}, { key: key("c") })],
    ["unknown kid", () => sign({}, { kid: "k9" })],
    ["kid of another key", () => sign({}, { kid: "k2" })],
    ["another algorithm", () => sign({}, { alg: "HS512", key: new Uint8Array(64) })],
    ["another audience", () => sign({}, { aud: "console" })],
    ["another role", () => sign({ role: "agent" })],
    ["another workspace", () => sign({ ws: "evil" })],
    [
      "alg none",
      () =>
        `${btoa('{"alg":"none","kid":"k1"}')}.${btoa(JSON.stringify({ sub: ID, ws: "main", site: "demo", role: "visitor", aud: "deskbell", exp: 9e9 }))}.`.replaceAll(
          "=",
          "",
        ),
    ],
  ])("%s: 401 on both doors, before the upgrade", async (_, make) => {
    const token = await make();
    expect(await errorCode(await session(ID, { Authorization: `Bearer ${token}` }))).toBe("401 unauthorized");
    expect(await errorCode(await socket(ID, token))).toBe("401 unauthorized");
  });

  it("another conversation, existing or not, is 404 with the same body", async () => {
    const mine = await newConversation();
    const other = await newConversation();
    const bodies = await Promise.all(
      [other.conversationId, ID, "nonsense", "c_../../x"].map(async (id) => {
        const response = await session(encodeURIComponent(id), { Authorization: `Bearer ${mine.token}` });
        expect(response.status).toBe(404);
        return response.text();
      }),
    );
    expect(new Set(bodies).size).toBe(1);
    expect(await errorCode(await socket(other.conversationId, mine.token))).toBe("404 not_found");
  });

  it.each([
    "https://evil.example",
    "null",
    "https://shop.example.evil.com",
    "https://shopXexample",
    "http://shop.example",
    "https://other.example",
  ])("from %s: 403 on every door", async (origin) => {
    const { conversationId, token } = await newConversation();
    const told = await request("/v1/sites/demo/origin", { headers: { Origin: origin } });
    expect(await told.json()).toEqual({ allowed: false });
    const refused = await request("/v1/conversations", {
      method: "POST",
      headers: { Origin: origin, "Content-Type": "application/json" },
      body: '{"site":"demo"}',
    });
    if (origin !== "https://other.example") expect(refused.headers.get("Access-Control-Allow-Origin")).toBeNull();
    expect(await errorCode(refused)).toBe("403 forbidden_origin");
    expect(await errorCode(await socket(conversationId, token, origin))).toBe("403 forbidden_origin");
    expect(await errorCode(await session(conversationId, { Authorization: `Bearer ${token}`, Origin: origin }))).toBe(
      "403 forbidden_origin",
    );
  });

  it("an upgrade without an Origin, without the subprotocol, or none at all", async () => {
    const { conversationId, token } = await newConversation();
    const path = `/v1/conversations/${conversationId}/socket`;
    expect(await errorCode(await upgrade(path, { "Sec-WebSocket-Protocol": `deskbell.1, t.${token}` }))).toBe(
      "403 forbidden_origin",
    );
    expect(
      await errorCode(await upgrade(path, { Origin: SHOP, "Sec-WebSocket-Protocol": `deskbell.9, t.${token}` })),
    ).toBe("426 upgrade_required");
    expect(await errorCode(await request(path, { headers: { Origin: SHOP } }))).toBe("426 upgrade_required");
    expect(
      await errorCode(
        await upgrade(`${path}?token=${token}`, { Origin: SHOP, "Sec-WebSocket-Protocol": "deskbell.1" }),
      ),
    ).toBe("401 unauthorized");
  });
});

describe("bodies", () => {
  const post = (body: BodyInit, type = "application/json") =>
    request("/v1/conversations", { method: "POST", headers: { Origin: SHOP, "Content-Type": type }, body });
  it.each([
    ["text", "{}", "text/plain", "415 unsupported_media_type"],
    ["not JSON", "{", "application/json", "400 bad_request"],
    ["another shape", '{"site":7}', "application/json; charset=utf-8", "400 bad_request"],
    ["unknown site", '{"site":"nowhere"}', "application/json", "404 not_found"],
    ["70 kB", `{"site":"${"x".repeat(70_000)}"}`, "application/json", "413 too_big"],
  ])("%s", async (_, body, type, expected) => {
    expect(await errorCode(await post(body, type))).toBe(expected);
  });
});

describe("public reading", () => {
  it("finds, lists and shows articles to anybody, cacheable, without questions or tags", async () => {
    const found = await request("/v1/sites/demo/search?lang=en&q=passw");
    expect(found.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(found.headers.get("Cache-Control")).toContain("max-age");
    const { hits } = (await found.json()) as SearchResponse;
    expect(hits[0]).toEqual({
      id: "account/reset-password",
      title: "Reset a forgotten password",
      category: "account",
      ranges: [[18, 26]],
    });
    const article = await (await request("/v1/sites/demo/articles/account/reset-password?lang=ru")).json();
    expect(article).toMatchObject({ locale: "ru", body: expect.any(Array) });
    expect(article).not.toHaveProperty("questions");
    expect(await (await request("/v1/sites/default/home?lang=ru")).json()).toMatchObject({
      locale: "ru",
      articles: expect.any(Array),
    });
  });

  it.each([
    ["/v1/sites/nowhere/home", "404 not_found"],
    ["/v1/sites/constructor/home", "404 not_found"],
    ["/v1/sites/demo/articles/a/b", "404 not_found"],
    ["/v1/sites/demo/articles/__proto__/x", "404 not_found"],
    [`/v1/sites/demo/search?q=${"x".repeat(10_000)}`, "413 too_big"],
  ])("%s", async (path, expected) => {
    expect(await errorCode(await request(path))).toBe(expected);
  });
});

describe("accounts", () => {
  const account = (secret: string, name = "Anna") => ({ secret, name, password: "correct horse battery" });

  it("the set-up link opens once, and only with its secret", async () => {
    expect(await errorCode(await mutate("/v1/console/setup", account("wrong")))).toBe("410 gone");
    expect(await (await request("/v1/console/state")).json()).toMatchObject({ needsSetup: true, agent: null });
    const done = await mutate("/v1/console/setup", account("test-setup-secret"));
    expect(done.headers.get("Set-Cookie")).toMatch(
      /^__Host-deskbell=[\w-]{43}; Path=\/; Max-Age=\d+; Secure; HttpOnly; SameSite=Strict$/,
    );
    expect(await done.json()).toMatchObject({ needsSetup: false, agent: { name: "Anna", role: "admin" } });
    expect(await errorCode(await mutate("/v1/console/setup", account("test-setup-secret", "Eve")))).toBe("410 gone");
  });

  it("two who use the link at once: one admin", async () => {
    const results = await Promise.all(
      ["Anna", "Eve"].map((n) => mutate("/v1/console/setup", account("test-setup-secret", n))),
    );
    expect(results.map((r) => r.status).sort((a, b) => a - b)).toEqual([200, 410]);
    for (const r of results) await r.body?.cancel();
  });

  it("signs in and out; the session dies with the sign-out", async () => {
    await signUp();
    const done = await mutate("/v1/console/sign-in", { name: "  anna ", password: "correct horse battery" });
    const cookie = cookieOf(done);
    expect(await done.json()).toMatchObject({ agent: { name: "Anna" } });
    expect((await request("/v1/console/agents", { headers: { Cookie: cookie } })).status).toBe(200);
    expect((await mutate("/v1/console/sign-out", {}, { Cookie: cookie })).status).toBe(204);
    expect(await errorCode(await request("/v1/console/agents", { headers: { Cookie: cookie } }))).toBe(
      "401 unauthorized",
    );
  });

  it("a sign-out ends the session's sockets, and nobody else's", async () => {
    const { anna, boris } = await signUp();
    const session = await newConversation();
    const guest = await visitor(session);
    await guest.say("a human please");
    await guest.until((f) => f.type === "conversation.changed");
    const lists = [
      await agentSocket("/v1/console/inbox/socket", anna),
      await agentSocket("/v1/console/inbox/socket", boris),
    ];
    const open = [await agentOn(session.conversationId, anna), await agentOn(session.conversationId, boris)];
    expect((await mutate("/v1/console/sign-out", {}, { Cookie: anna })).status).toBe(204);
    expect(await lists[0]?.untilClosed()).toMatchObject({ code: 4401 });
    expect(await open[0]?.untilClosed()).toMatchObject({ code: 4401 });
    expect(await open[1]?.command({ type: "ticket.claim", expected: null })).toMatchObject({
      type: "command.acknowledged",
    });
    expect(lists[1]?.closed).toBeNull();
  });

  it("a wrong password and an unknown name look the same, and soon cost time", async () => {
    await signUp();
    // Nothing is refilled, however slow the machine is.
    vi.setSystemTime(Date.now());
    const attempt = (name: string) => mutate("/v1/console/sign-in", { name, password: "wrong" });
    const [known, unknown] = [await attempt("Anna"), await attempt("Nobody")];
    expect(await known.text()).toBe(await unknown.text());
    let last = known;
    for (let i = 0; i < 5; i++) {
      last = await attempt("Anna");
      if (last.status === 429) break;
      await last.body?.cancel();
    }
    expect(last.headers.get("Retry-After")).toBeTruthy();
    expect(await errorCode(last)).toBe("429 too_many");
  });

  it("an invitation is for admins to give, for one to use, and names stay unique", async () => {
    const { anna, boris } = await signUp();
    expect(await errorCode(await mutate("/v1/console/invitations", {}, { Cookie: boris }))).toBe("403 forbidden");
    const { secret } = (await (await mutate("/v1/console/invitations", {}, { Cookie: anna })).json()) as {
      secret: string;
    };
    const join = (name: string) => mutate("/v1/console/invitations/accept", account(secret, name));
    expect(await errorCode(await join("BORIS"))).toBe("409 name_taken");
    const joined = await join("Vera");
    expect(await joined.json()).toMatchObject({ agent: { name: "Vera", role: "agent" } });
    expect(await errorCode(await join("Gleb"))).toBe("410 gone");
  });

  it.each([
    ["a foreign origin", { Origin: "https://evil.example" }],
    ["a listed shop", { Origin: SHOP }],
    ["a cross-site form", { "Sec-Fetch-Site": "cross-site" }],
    ["no header of ours", { "X-Deskbell": "" }],
  ])("mutations from %s are refused", async (_, headers) => {
    const { anna } = await signUp();
    for (const path of ["setup", "sign-in", "sign-out", "invitations", "invitations/accept"]) {
      const response = await mutate(`/v1/console/${path}`, account("test-setup-secret"), { Cookie: anna, ...headers });
      expect(await errorCode(response)).toBe("403 forbidden_origin");
    }
  });

  it("an agent's socket needs cookie and own origin; an unknown conversation is 404", async () => {
    const { anna } = await signUp();
    const path = `/v1/console/conversations/${ID}/socket`;
    const protocol = { "Sec-WebSocket-Protocol": "deskbell.1" };
    expect(await errorCode(await upgrade(path, { Origin: SHOP, Cookie: anna, ...protocol }))).toBe(
      "403 forbidden_origin",
    );
    expect(await errorCode(await upgrade(path, { Origin: SERVER, ...protocol }))).toBe("401 unauthorized");
    expect(await errorCode(await upgrade(path, { Origin: SERVER, Cookie: anna, ...protocol }))).toBe("404 not_found");
    const session = await request(path.replace("socket", "session"), { headers: { Cookie: anna } });
    expect(await errorCode(session)).toBe("404 not_found");
    const list = await agentSocket("/v1/console/inbox/socket", anna);
    expect(await list.until((f) => f.type === "welcome")).toMatchObject({
      agent: { name: "Anna" },
      counts: { open: 0 },
    });
    list.raw("{");
    await list.until((f) => f.type === "error");
    list.raw('{"type":"inbox.list","view":"open","after":null}');
    expect(await list.until((f) => f.type === "inbox.page")).toMatchObject({ tickets: [], next: null });
  });

  it("the console's page cannot be framed and runs no inline code", async () => {
    for (const path of ["/console", "/console/setup", "/console/c/x"]) {
      const response = await request(path);
      expect(response.headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
      expect(await response.text()).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|style=/);
    }
  });
});
