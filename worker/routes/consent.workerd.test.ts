import { runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it } from "vitest";
import type { HomeResponse } from "../../protocol/api.ts";
import { FILE_MAX_BYTES, FILE_MAX_BYTES_IN_OBJECT } from "../../protocol/limits.ts";
import { NO_SITE_SETTINGS, type SiteSettings } from "../../protocol/settings.ts";
import { conversation, workspace } from "../objects.ts";
import { fresh } from "../testing/fresh.ts";
import { agentOn, newConversation, request, SHOP, signUp, visitor } from "../testing/peer.ts";
import { bindings } from "../testing/session.ts";
import { settingsSaved } from "../workspace/snapshot.ts";

const given = { ...bindings };
afterEach(async () => {
  if (given.FILES) bindings.FILES = given.FILES;
  else delete bindings.FILES;
  await fresh();
  // The isolate outlives the storage: what one test has saved is not the next one's.
  settingsSaved();
});

const home = async (lang = "en"): Promise<HomeResponse> => (await request(`/v1/sites/demo/home?lang=${lang}`)).json();

async function save(change: Partial<SiteSettings>): Promise<void> {
  const desk = workspace(bindings);
  const version = (await desk.siteSettings("demo"))?.version ?? 0;
  await desk.saveSiteSettings("demo", { version, settings: { ...NO_SITE_SETTINGS, ...change } });
  settingsSaved();
}

describe("what the panel is told at home", () => {
  it("is what a visitor would agree to, in the asked language", async () => {
    expect((await home()).consent.text).toContain((await home()).name);
    expect((await home("de-AT")).consent.text).toContain("einverstanden");
    await save({ consent: { en: "We keep it.", ru: "Мы храним." } });
    const [en, ru, es] = [await home("en"), await home("ru"), await home("es")];
    expect([en, ru, es].map(({ consent }) => consent.text)).toEqual(["We keep it.", "Мы храним.", "We keep it."]);
    expect(en.consent.version).toBe(es.consent.version);
    expect(en.consent.version).not.toBe(ru.consent.version);
  });

  it("is whether files may be attached, how large, and whether only signed visitors may write", async () => {
    delete bindings.FILES;
    expect(await home()).toMatchObject({ files: { maxBytes: FILE_MAX_BYTES_IN_OBJECT }, identityRequired: false });
    bindings.FILES = {} as R2Bucket;
    expect(await home()).toMatchObject({ files: { maxBytes: FILE_MAX_BYTES } });
    await save({ attachments: false, identityRequired: true });
    expect(await home()).toMatchObject({ files: null, identityRequired: true });
  });

  it("is what it was before for a site whose settings an older release has saved", async () => {
    await save({ greeting: { en: "Good day!", ru: "" } });
    const { consent: _, identityRequired: __, attachments: ___, ...old } = NO_SITE_SETTINGS;
    await runInDurableObject(workspace(bindings), (____, { storage }) => {
      storage.sql.exec(
        "UPDATE site_settings SET value = ?",
        JSON.stringify({ ...old, greeting: { en: "Hi!", ru: "" } }),
      );
    });
    // As if it had just been woken by the new release.
    await save((await workspace(bindings).siteSettings("demo"))?.settings ?? {});
    expect(await home()).toMatchObject({ greeting: "Hi!", identityRequired: false, files: {} });
    expect((await workspace(bindings).siteSettings("demo"))?.settings).toMatchObject({
      consent: { en: "", ru: "" },
      identityRequired: false,
      attachments: true,
    });
  });
});

describe("a visitor who was asked", () => {
  it("agrees with the first message, on either door; agents see to what and when", async () => {
    const { anna } = await signUp();
    const { consent } = await home();
    for (const door of ["socket", "http"] as const) {
      const session = await newConversation();
      const frame = { type: "message.send", clientId: "agreed-1", text: "hello", consent: consent.version };
      if (door === "socket") {
        const peer = await visitor(session);
        expect(await peer.command(frame)).toMatchObject({ type: "command.acknowledged", seq: 1 });
        expect(JSON.stringify(peer.frames)).not.toContain(consent.text);
      } else {
        const answer = await request(`/v1/conversations/${session.conversationId}/frames`, {
          method: "POST",
          headers: { Origin: SHOP, Authorization: `Bearer ${session.token}`, "Content-Type": "application/json" },
          body: JSON.stringify(frame),
        });
        expect(await answer.json()).toMatchObject({ events: [{ type: "command.acknowledged" }] });
      }
      const agent = await agentOn(session.conversationId, anna);
      const { ticket } = await agent.until((f) => f.type === "welcome");
      const seen = (ticket as { consent: { at: number } }).consent;
      expect(seen).toEqual({ ...consent, at: expect.any(Number) });
      expect(Math.abs(seen.at - Date.now())).toBeLessThan(600_000);
      const page = await agent.until((f) => f.type === "messages.page" && f.stream === "internal");
      expect(page.messages).toMatchObject([{ body: { activity: { type: "consented", consent: seen } } }]);
    }
  });

  it("to words that are no longer the owner's is refused, and nothing is stored", async () => {
    const { consent } = await home();
    await save({ consent: { en: "Other words.", ru: "" } });
    const session = await newConversation();
    const peer = await visitor(session);
    expect(await peer.say("hello", { consent: consent.version })).toMatchObject({ code: "consent_required" });
    expect(await conversation(bindings, session.conversationId).exists()).toBe(false);
    const now = await home();
    expect(await peer.say("hello", { consent: now.consent.version })).toMatchObject({ type: "command.acknowledged" });
  });

  it("costs one row more, once", async () => {
    const { consent } = await home();
    const rows = async (extra: object) => {
      const session = await newConversation();
      const peer = await visitor(session);
      await peer.say("hello", extra);
      await peer.say("and again", extra);
      return conversation(bindings, session.conversationId).rowsWritten();
    };
    const [plain, agreed] = [await rows({}), await rows({ consent: consent.version })];
    expect(agreed).toEqual({ ...plain, messages: (plain.messages ?? 0) + 1 });
  });
});
