import type { Context } from "hono";
import {
  type AskResponse,
  ask as askBody,
  type FeedbackResponse,
  type FirstDay,
  type SettingsResponse,
} from "../../protocol/api.ts";
import { settingsUpdate } from "../../protocol/settings.ts";
import { requireAgent } from "../access/agents.ts";
import { requireOwnOrigin } from "../access/origins.ts";
import { AppError } from "../app-error.ts";
import { botKnowledge } from "../conversation/bot-knowledge.ts";
import { respondSafely } from "../conversation/respond-safely.ts";
import type { Env } from "../env.ts";
import { interfaceLocale } from "../help/language.ts";
import { expectation } from "../hours/expectation.ts";
import { knowledgeBase, knowledgeManifest, siteOf } from "../knowledge.ts";
import { errorText, log } from "../log.ts";
import { workspace } from "../objects.ts";
import { findSite } from "../workspace/settings.ts";
import { settingsSaved, settingsSnapshot } from "../workspace/snapshot.ts";
import { siteName } from "./public-reading.ts";
import { readJson } from "./request.ts";

type C = Context<{ Bindings: Env }>;
const NO_STORE = { "Cache-Control": "no-store" };
/** Articles of a site called so are the demo company's. */
const DEMO_SITE = "demo";

/* A site, as its owner sees it in the console. Sites are those of the configuration; `default` is the first of them. */

export async function settings(c: C): Promise<Response> {
  await requireAgent(c.env, c.req.raw);
  const body: SettingsResponse | null = await workspace(c.env).siteSettings(siteName(c));
  if (!body) throw new AppError("not_found");
  return c.json(body, 200, NO_STORE);
}

export async function saveSettings(c: C): Promise<Response> {
  requireOwnOrigin(c.env, c.req.raw);
  const { agent } = await requireAgent(c.env, c.req.raw);
  if (agent.role !== "admin") throw new AppError("forbidden");
  const update = await readJson(c.req.raw, settingsUpdate).catch(nameField);
  const result = await workspace(c.env).saveSiteSettings(siteName(c), update);
  if (result.kind === "unknown") throw new AppError("not_found");
  if (result.kind === "conflict") {
    throw new AppError("conflict", { message: "Somebody else has saved these settings meanwhile." });
  }
  settingsSaved();
  const body: SettingsResponse = result.response;
  return c.json(body, 200, NO_STORE);
}

export async function firstDay(c: C): Promise<Response> {
  await requireAgent(c.env, c.req.raw);
  const name = siteName(c);
  const [noted, manifest] = await Promise.all([
    workspace(c.env).firstDay(name),
    knowledgeManifest(c.env).catch(() => null),
  ]);
  if (!noted) throw new AppError("not_found");
  const site = manifest && siteOf(manifest, noted.site);
  const locales = Object.entries(site?.locales ?? {});
  const articles = Object.fromEntries(locales.map(([locale, built]) => [locale, built.articles]));
  const body: FirstDay = {
    ...noted,
    knowledge: { own: noted.site !== DEMO_SITE, articles, unfilled: site?.unfilled ?? 0 },
  };
  return c.json(body, 200, NO_STORE);
}

/** Of every site that has articles, Deskbell's own help among them: worst first. Articles that are gone are left out. */
export async function feedback(c: C): Promise<Response> {
  await requireAgent(c.env, c.req.raw);
  const name = siteName(c);
  const manifest = await knowledgeManifest(c.env).catch(() => null);
  if (!manifest) throw new AppError("unavailable", { retryAfterMs: 5_000 });
  const site = siteOf(manifest, name);
  if (!site) throw new AppError("not_found");
  const counted = await workspace(c.env).feedback(name);
  const locales = Object.keys(site.locales);
  const opened = await Promise.all(
    locales.map(async (locale) => [locale, await knowledgeBase(c.env, name, locale)] as const),
  );
  const books = new Map(opened);
  const articles = counted.flatMap(({ article: id, locale, yes, no }) => {
    const title = books.get(locale)?.articles.get(id)?.title;
    return title === undefined ? [] : [{ id, locale, title, yes, no }];
  });
  const share = ({ yes, no }: { yes: number; no: number }) => no / (yes + no);
  const body: FeedbackResponse = { articles: articles.sort((a, b) => share(b) - share(a) || b.no - a.no) };
  return c.json(body, 200, NO_STORE);
}

/** What the bot would say to a visitor's first message, and why. Nothing is stored but that it was tried. */
export async function ask(c: C): Promise<Response> {
  requireOwnOrigin(c.env, c.req.raw);
  await requireAgent(c.env, c.req.raw);
  const { locale: asked, text } = await readJson(c.req.raw, askBody);
  const now = Date.now();
  const site = findSite(await settingsSnapshot(c.env, now), siteName(c));
  if (!site) throw new AppError("not_found");
  const locale = interfaceLocale(asked);
  const when = () => expectation(site.hours, now, locale);
  const { own, others } = await botKnowledge(c.env, site.id, asked, { text }, null);
  const { body, explanation } = respondSafely({ text, locale, history: [], when, others }, own);
  await noteTried(c.env, site.id);
  const answer: AskResponse = { body, explanation };
  return c.json(answer, 200, NO_STORE);
}

/** The answer is worth more than its count. */
async function noteTried(env: Env, site: string): Promise<void> {
  try {
    await workspace(env).questionTried(site);
  } catch (error) {
    log("error", "trial_not_noted", { site, error: errorText(error) });
  }
}

/** The form knows its fields, not the envelope that they travel in: `settings.ways.0.value` is `ways.0.value`. */
function nameField(error: unknown): never {
  if (!(error instanceof AppError) || !error.field?.startsWith("settings.")) throw error;
  throw new AppError(error.code, { message: error.message, field: error.field.slice("settings.".length) });
}
