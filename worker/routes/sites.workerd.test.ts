import { createExecutionContext, evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import type { AskResponse, FeedbackResponse, FirstDay, HomeResponse, SettingsResponse } from "../../protocol/api.ts";
import { NO_SITE_SETTINGS, type SiteSettings } from "../../protocol/settings.ts";
import { createApp } from "../app.ts";
import type { Env } from "../env.ts";
import { fresh } from "../testing/fresh.ts";
import { errorCode, mutate, newConversation, request, SERVER, SHOP, signUp, visitor } from "../testing/peer.ts";
import { settingsSaved } from "../workspace/snapshot.ts";

afterEach(async () => {
  await fresh();
  // The isolate outlives the storage: what one test has saved is not the next one's.
  settingsSaved();
});

const bindings = env as unknown as Env;
const workspace = () => bindings.WORKSPACE.getByName("main");
const PATH = "/v1/console/sites/demo/settings";
const HOURS: SiteSettings["hours"] = {
  timeZone: "Europe/Moscow",
  zoneLabel: { en: "", ru: "" },
  week: Array.from({ length: 7 }, () => [{ from: "00:00", to: "24:00" }]),
  holidays: [],
};
const SET: SiteSettings = {
  origins: ["https://new.example"],
  greeting: { en: "Good day!", ru: "" },
  hours: HOURS,
  ways: [
    {
      kind: "phone",
      value: "+7 495 000-00-00",
      label: { en: "Phone", ru: "Телефон" },
      hours: { en: "", ru: "будни" },
    },
  ],
  consent: { en: "I agree.\nTo all of it.", ru: "" },
  identityRequired: false,
  attachments: false,
};

const get = (path: string, cookie: string) => request(path, { headers: { Cookie: cookie } });
const put = (body: unknown, cookie: string, headers: Record<string, string> = {}, path = PATH) =>
  request(path, {
    method: "PUT",
    headers: { Origin: SERVER, "Content-Type": "application/json", "X-Deskbell": "1", Cookie: cookie, ...headers },
    body: JSON.stringify(body),
  });
const home = async (query = "", headers: Record<string, string> = {}): Promise<HomeResponse> =>
  (await request(`/v1/sites/demo/home${query}`, { headers })).json();

describe("a site's settings", () => {
  it("begin empty, are saved by version, and keep the configured origins apart", async () => {
    const { anna, boris } = await signUp();
    const empty: SettingsResponse = {
      site: "demo",
      sites: ["demo", "other"],
      version: 0,
      settings: NO_SITE_SETTINGS,
      configuredOrigins: [SHOP],
    };
    expect(await (await get(PATH, boris)).json()).toEqual(empty);
    expect(await (await get(PATH.replace("demo", "default"), anna)).json()).toEqual(empty);
    const saved = await put({ version: 0, settings: SET }, anna);
    expect(saved.headers.get("Cache-Control")).toBe("no-store");
    expect(await saved.json()).toEqual({ ...empty, version: 1, settings: SET });
    expect(await (await get(PATH, boris)).json()).toMatchObject({ version: 1, settings: SET });
    expect(await (await get(PATH.replace("demo", "other"), anna)).json()).toMatchObject({ version: 0 });
  });

  it("whoever saves an old version is told, and the newer one stays", async () => {
    const { anna } = await signUp();
    await (await put({ version: 0, settings: SET }, anna)).body?.cancel();
    const late = await put({ version: 0, settings: NO_SITE_SETTINGS }, anna);
    expect(await errorCode(late)).toBe("409 conflict");
    const both = await Promise.all([1, 1].map((version) => put({ version, settings: NO_SITE_SETTINGS }, anna)));
    expect(both.map((r) => r.status).sort((a, b) => a - b)).toEqual([200, 409]);
    for (const r of both) await r.body?.cancel();
  });

  it("only admins save; who may not look learns nothing", async () => {
    const { anna, boris } = await signUp();
    const body = { version: 0, settings: SET };
    expect(await errorCode(await put(body, boris))).toBe("403 forbidden");
    expect(await errorCode(await put(body, anna, { Origin: SHOP }))).toBe("403 forbidden_origin");
    expect(await errorCode(await put(body, anna, { "X-Deskbell": "" }))).toBe("403 forbidden_origin");
    expect(await errorCode(await put(body, anna, { "Content-Type": "text/plain" }))).toBe("415 unsupported_media_type");
    expect(await errorCode(await put(body, ""))).toBe("401 unauthorized");
    expect(await errorCode(await request(PATH))).toBe("401 unauthorized");
    expect(await (await get(PATH, anna)).json()).toMatchObject({ version: 0 });
  });

  it("a site that is not configured is 404 everywhere", async () => {
    const { anna } = await signUp();
    for (const name of ["nowhere", "deskbell", "constructor", "%2e%2e"]) {
      const at = (what: string) => `/v1/console/sites/${name}/${what}`;
      const answers = [
        await get(at("settings"), anna),
        await get(at("first-day"), anna),
        await put({ version: 0, settings: SET }, anna, {}, at("settings")),
        await mutate(at("ask"), { locale: "en", text: "hi" }, { Cookie: anna }),
      ];
      for (const answer of answers) expect(await errorCode(answer)).toBe("404 not_found");
    }
  });

  const way = SET.ways[0];
  const faults: [string, object][] = [
    ["ways.0.value", { ways: [{ ...way, kind: "mail" }] }],
    ["ways.0.value", { ways: [{ ...way, kind: "link", value: "javascript:alert(1)" }] }],
    ["ways.1.label.ru", { ways: [way, { ...way, label: { en: "", ru: "ж".repeat(61) } }] }],
    ["origins.1", { origins: ["https://a.example", "https://a.example/path"] }],
    ["origins.0", { origins: ["*"] }],
    ["greeting.en", { greeting: { en: "two\nlines", ru: "" } }],
    ["consent.ru", { consent: { en: "", ru: "ж".repeat(1_001) } }],
    ["hours.timeZone", { hours: { ...HOURS, timeZone: "Moon/Tycho" } }],
    ["hours.week", { hours: { ...HOURS, week: [] } }],
    ["hours.week.0.0", { hours: { ...HOURS, week: HOURS.week.with(0, [{ from: "18:00", to: "09:00" }]) } }],
    ["hours.holidays.0", { hours: { ...HOURS, holidays: ["2026-02-30"] } }],
  ];
  it("a fault is named, and nothing of it is stored", async () => {
    const { anna } = await signUp();
    for (const [field, change] of faults) {
      const refused = await put({ version: 0, settings: { ...SET, ...change } }, anna);
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({ error: { code: "bad_request", field } });
    }
    expect(await (await get(PATH, anna)).json()).toMatchObject({ version: 0, settings: NO_SITE_SETTINGS });
  });

  it("count at once where they were saved, and take the snapshot's version with them", async () => {
    const { anna } = await signUp();
    expect(await home("?lang=ru")).toMatchObject({
      greeting: null,
      presence: "Бот отвечает сразу, операторы — как только смогут.",
      ways: [],
    });
    await expect(newConversation("demo", "https://new.example")).rejects.toThrow("forbidden_origin");
    const before = await workspace().settings();
    const open = { ...SET, identityRequired: false };
    const saved = (await (await put({ version: 0, settings: open }, anna)).json()) as SettingsResponse;
    await newConversation("demo", "https://new.example");
    await newConversation("demo", SHOP);
    await expect(newConversation("other", "https://new.example")).rejects.toThrow("forbidden_origin");
    expect((await workspace().settings()).version).toBe(before.version + 1);
    expect(await home("?lang=en")).toMatchObject({
      greeting: "Good day!",
      presence: "The bot answers at once. Agents are here day and night.",
      ways: [{ kind: "phone", label: "Phone", href: "tel:+74950000000", hours: "будни" }],
      help: "/help/demo/en",
    });
    // Words that the owner has not written in this language are the widget's own, not another language's.
    for (const lang of ["ru", "ru-RU", "RU_ru"])
      expect(await home(`?lang=${lang}`)).toMatchObject({ locale: "ru", greeting: null, ways: [{ label: "Телефон" }] });
    // Taken back: the configured one stays, the page that was added is out.
    const none = await put({ version: saved.version, settings: NO_SITE_SETTINGS }, anna);
    await none.body?.cancel();
    await newConversation("demo", SHOP);
    await expect(newConversation("demo", "https://new.example")).rejects.toThrow("forbidden_origin");
  });

  it("go on from a workspace of the first version", async () => {
    await workspace().settings();
    const configured = await runInDurableObject(workspace(), (_, { storage }) => {
      const stamp = storage.kv.get<{ configured: string }>("settings");
      storage.kv.put("settings", { configured: stamp?.configured, settings: { v: 1, version: 7, sites: [] } });
      return stamp?.configured;
    });
    await evictDurableObject(workspace());
    expect(await workspace().settings()).toMatchObject({ v: 2, version: 8, sites: [{ id: "demo" }, { id: "other" }] });
    await evictDurableObject(workspace());
    expect((await workspace().settings()).version).toBe(8);
    expect(configured).toContain(SHOP);
  });
});

describe("the home of the panel", () => {
  it("suggests what the page names, and stays cacheable", async () => {
    const response = await request("/v1/sites/demo/home?lang=en&suggest=account/reset-password,nothing%20billing");
    expect(response.headers.get("Cache-Control")).toBe("public, max-age=60");
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
    const { suggested } = (await response.json()) as HomeResponse;
    expect(suggested[0]).toEqual({ id: "account/reset-password", title: "Reset a forgotten password" });
    expect(suggested.length).toBeLessThanOrEqual(6);
    expect(new Set(suggested.slice(1).map(({ id }) => id.split("/")[0]))).toEqual(new Set(["billing"]));
    expect((await home()).suggested).toEqual([]);
  });

  it("answers with the Workspace down", async () => {
    const down = {
      getByName: () => ({
        settings: () => Promise.reject(new Error("down")),
        pageSeen: () => Promise.reject(new Error("down")),
      }),
    };
    const broken = { ...bindings, WORKSPACE: down } as unknown as Env;
    const init = { headers: { Origin: "https://down.example" } };
    const response = await createApp().request("/v1/sites/demo/home?lang=en", init, broken, createExecutionContext());
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ articles: expect.any(Array), presence: expect.any(String) });
  });
});

describe("the first day", () => {
  const firstDay = async (cookie: string): Promise<FirstDay> =>
    (await get("/v1/console/sites/demo/first-day", cookie)).json();

  it("sees pages, articles, colleagues, hours and ways", async () => {
    const { anna, boris } = await signUp();
    expect(await firstDay(boris)).toMatchObject({
      site: "demo",
      seen: [],
      knowledge: { own: false, articles: { en: expect.any(Number), ru: expect.any(Number) }, unfilled: 0 },
      hours: false,
      ways: false,
      agents: 2,
      tried: 0,
    });
    for (const origin of [SHOP, "https://foreign.example", SERVER, "null", "https://x.example/path", "garbage"]) {
      await home("", { Origin: origin });
    }
    await expect.poll(async () => (await firstDay(anna)).seen.length).toBe(2);
    const { seen } = await firstDay(anna);
    expect(new Map(seen.map(({ origin, listed }) => [origin, listed]))).toEqual(
      new Map([
        [SHOP, true],
        ["https://foreign.example", false],
      ]),
    );
    expect(seen.every(({ at }) => Math.abs(Date.now() - at) < 60_000)).toBe(true);
    await (await put({ version: 0, settings: { ...SET, origins: ["https://foreign.example"] } }, anna)).body?.cancel();
    expect(await firstDay(anna)).toMatchObject({ hours: true, ways: true });
    expect((await firstDay(anna)).seen.every(({ listed }) => listed)).toBe(true);
  });

  it("a flood of made-up pages is bounded, in rows written too, and does not push out listed ones", async () => {
    const { anna } = await signUp();
    await workspace().pageSeen("demo", SHOP);
    for (let i = 0; i < 100; i++) await workspace().pageSeen("demo", `https://made-up-${i}.example`);
    for (let i = 0; i < 10; i++) await workspace().pageSeen("demo", SHOP);
    await workspace().pageSeen("nowhere", SHOP);
    expect((await workspace().rowsWritten()).pages).toBe(21);
    const { seen } = await firstDay(anna);
    expect(seen.filter(({ listed }) => !listed)).toHaveLength(20);
    expect(seen.filter(({ listed }) => listed)).toHaveLength(1);
    // An hour later there is room for new ones, and the oldest go.
    await runInDurableObject(workspace(), (_, { storage }) => {
      storage.sql.exec("UPDATE seen_pages SET seen_at = seen_at - 3600001");
    });
    for (let i = 0; i < 3; i++) await workspace().pageSeen("demo", `https://later-${i}.example`);
    const later = (await firstDay(anna)).seen;
    expect(later).toHaveLength(21);
    expect(later.slice(0, 3).every(({ origin }) => origin.startsWith("https://later-"))).toBe(true);
  });

  it("an isolate reports a handful of unlisted pages an hour, not a flood", async () => {
    // Counted before the Workspace, which has a bound of its own.
    const reported = new Set<string>();
    const own = {
      getByName: () => ({
        settings: () => workspace().settings(),
        pageSeen: async (_: string, origin: string) => void reported.add(origin),
      }),
    };
    const counting = { ...bindings, WORKSPACE: own } as unknown as Env;
    for (let i = 0; i < 80; i++) {
      const init = { headers: { Origin: `https://flood-${i}.example` } };
      await createApp().request("/v1/sites/demo/home", init, counting, createExecutionContext());
    }
    expect(reported.size).toBeGreaterThan(0);
    expect(reported.size).toBeLessThanOrEqual(40);
  });
});

describe("asking the bot from the console", () => {
  const ask = (body: unknown, cookie: string, site = "demo") =>
    mutate(`/v1/console/sites/${site}/ask`, body as object, { Cookie: cookie });

  it("says what a visitor would be told, and why; only the tries are counted", async () => {
    const { anna, boris } = await signUp();
    const text = "How do I reset my password?";
    const answer = (await (await ask({ locale: "en", text: `  ${text} ` }, boris)).json()) as AskResponse;
    expect(answer).toMatchObject({ body: { kind: "answer" }, explanation: { decision: "answer" } });
    const guest = await visitor(await newConversation());
    await guest.say(text);
    const told = await guest.until(
      (f) => f.type === "message.created" && (f.message as { author: { kind: string } }).author.kind === "bot",
    );
    expect((told.message as { body: unknown }).body).toEqual(answer.body);
    guest.close();
    for (let i = 0; i < 4; i++) await (await ask({ locale: "ru", text: "забыл пароль" }, anna)).body?.cancel();
    expect(await (await get("/v1/console/sites/demo/first-day", anna)).json()).toMatchObject({ tried: 3 });
  });

  it("without a knowledge base it is the escalation that the visitor would get, with the hours", async () => {
    const { anna } = await signUp();
    await (await put({ version: 0, settings: SET }, anna, {}, PATH.replace("demo", "other"))).body?.cancel();
    const answer = (await (await ask({ locale: "ru", text: "забыл пароль" }, anna, "other")).json()) as AskResponse;
    expect(answer).toMatchObject({
      body: {
        kind: "phrase",
        phrase: {
          key: "escalated_kb_unavailable",
          locale: "ru",
          params: { when: "Операторы на связи круглосуточно." },
        },
      },
      explanation: { kbVersion: null, decision: "escalate", reason: "kb_unavailable" },
    });
  });

  it("names the field that is wrong", async () => {
    const { anna } = await signUp();
    for (const [field, body] of [
      ["locale", { locale: "../x", text: "hi" }],
      ["text", { locale: "en", text: "   " }],
      ["text", { locale: "en", text: "x".repeat(1_001) }],
    ]) {
      expect(await (await ask(body, anna)).json()).toMatchObject({ error: { code: "bad_request", field } });
    }
  });
});

describe("did this help?", () => {
  const at = (id: string, query = "?lang=en", site = "demo") => `/v1/sites/${site}/articles/${id}/feedback${query}`;
  const say = (path: string, body: BodyInit, type = "application/json") =>
    request(path, {
      method: "POST",
      redirect: "manual",
      headers: { "Content-Type": type, Origin: "https://any.example" },
      body,
    });
  const FORM = "application/x-www-form-urlencoded";
  const list = async (cookie: string): Promise<FeedbackResponse["articles"]> =>
    ((await (await get("/v1/console/sites/demo/feedback", cookie)).json()) as FeedbackResponse).articles;

  it("is counted from widget and page, one row an article, and listed worst first", async () => {
    const { boris } = await signUp();
    expect(await list(boris)).toEqual([]);
    for (const helped of [true, true, false]) {
      const answer = await say(at("account/reset-password"), JSON.stringify({ helped }));
      expect([answer.status, answer.headers.get("Access-Control-Allow-Origin")]).toEqual([204, "*"]);
    }
    const page = await say(at("account/reset-password", "?lang=ru", "default"), "helped=no", FORM);
    expect(page.status).toBe(303);
    expect(page.headers.get("Location")).toBe("/help/demo/ru/account/reset-password?thanks=1#_helped");
    expect(await list(boris)).toEqual([
      { id: "account/reset-password", locale: "ru", title: expect.any(String), yes: 0, no: 1 },
      { id: "account/reset-password", locale: "en", title: "Reset a forgotten password", yes: 2, no: 1 },
    ]);
    const rows = await workspace().rowsWritten();
    expect(rows.feedback).toBe(4);
  });

  it("answers a browser's preflight from any page, without credentials", async () => {
    const headers = { Origin: "https://any.example", "Access-Control-Request-Method": "POST" };
    const response = await request(at("a/b"), { method: "OPTIONS", headers });
    expect(response.status).toBe(204);
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(response.headers.get("Access-Control-Allow-Headers")).toBe("Content-Type");
    expect(response.headers.get("Access-Control-Allow-Credentials")).toBeNull();
  });

  it.each([
    ["no such article", at("account/none"), '{"helped":true}', "application/json", "404 not_found"],
    ["no such site", at("a/b", "", "nowhere"), '{"helped":true}', "application/json", "404 not_found"],
    ["what objects inherit", at("__proto__/x"), '{"helped":true}', "application/json", "404 not_found"],
    ["not yes or no", at("account/reset-password"), '{"helped":"yes"}', "application/json", "400 bad_request"],
    ["a form without an answer", at("account/reset-password"), "helped=maybe", FORM, "400 bad_request"],
    ["text", at("account/reset-password"), '{"helped":true}', "text/plain", "415 unsupported_media_type"],
    ["70 kB", at("account/reset-password"), `helped=yes&x=${"x".repeat(70_000)}`, FORM, "413 too_big"],
  ])("%s: an error that the page may read", async (_, path, body, type, expected) => {
    const refused = await say(path, body, type);
    expect(refused.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(await errorCode(refused)).toBe(expected);
  });

  it("a crowd is counted up to its bucket; the rest is dropped without a word", async () => {
    const { boris } = await signUp();
    for (let i = 0; i < 80; i++) {
      expect((await say(at("account/reset-password"), '{"helped":true}')).status).toBe(204);
    }
    const [counted] = await list(boris);
    expect(counted?.yes).toBeGreaterThanOrEqual(60);
    expect(counted?.yes).toBeLessThan(75);
  });
});
