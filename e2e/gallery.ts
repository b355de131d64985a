/** npm run gallery: every view of widget, hosted pages and console as one page of screenshots. See HELP. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { chromium } from "playwright";
import { CHROMIUM_ARGS, findBrowser } from "../scripts/browser.ts";
import { DIST } from "../scripts/paths.ts";
import { type Desk, startDesk } from "./desk.ts";
import { agentPage, setUp, WORDS } from "./people.ts";
import { GALLERY_WALKS as WALKS } from "./walks/all.ts";
import { type Lang, type Look, stageOf } from "./walks/walk.ts";

const HELP = `npm run gallery -- [options]

  --only NAMES    walks, comma-separated: ${WALKS.map((w) => w.name).join(", ")} (default: all)
  --sizes LIST    widths in pixels (default 390,1280)
  --themes LIST   light, dark (default both)
  --langs LIST    en, ru (default both)
  --out DIR       default dist/gallery; its index.html shows them all
`;

/** Heights that go with a width: a phone's, a laptop's. */
const height = (width: number): number => (width < 700 ? 844 : 800);

type Shot = { walk: string; view: string; lang: string; size: number; theme: string; file: string };

const { values } = parseArgs({
  options: {
    only: { type: "string", default: WALKS.map((w) => w.name).join(",") },
    sizes: { type: "string", default: "390,1280" },
    themes: { type: "string", default: "light,dark" },
    langs: { type: "string", default: "en,ru" },
    out: { type: "string", default: `${DIST}gallery` },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const sizes = values.sizes.split(",").map(Number);
const themes = values.themes.split(",") as ("light" | "dark")[];
const langs = values.langs.split(",") as Lang[];
const wanted = values.only.split(",");
const unknown = [
  ...wanted.filter((name) => !WALKS.some((w) => w.name === name)),
  ...langs.filter((lang) => !(lang in WORDS)),
  ...themes.filter((theme) => theme !== "light" && theme !== "dark"),
  ...sizes.filter((size) => !Number.isInteger(size) || size < 200).map(String),
];
if (unknown.length > 0) {
  console.error(`Not understood: ${unknown.join(", ")}\n\n${HELP}`);
  process.exit(2);
}

const shots: Shot[] = [];
const failures: string[] = [];
await rm(values.out, { recursive: true, force: true });
await mkdir(values.out, { recursive: true });
const browser = await chromium.launch({
  executablePath: findBrowser((line) => console.log(line)),
  args: CHROMIUM_ARGS,
});
for (const lang of langs) {
  // A desk for each language: lists then show what one language wrote.
  const desk = await startDesk();
  try {
    await settle(desk, lang);
    for (const walk of WALKS.filter((w) => wanted.includes(w.name))) {
      const stage = await stageOf(desk, browser, lang, WORDS[lang]);
      await walk
        .go(stage, pictures(walk.name, lang))
        .catch((error: unknown) =>
          failures.push(`${walk.name} (${lang}): ${error instanceof Error ? error.message : String(error)}`),
        );
      await stage.close();
    }
  } finally {
    await desk.destroy();
  }
}
await browser.close();
await writeFile(`${values.out}/index.html`, page());
console.log(`${shots.length} pictures: ${values.out}/index.html`);
for (const failure of failures) console.error(`✗ ${failure}`);
process.exit(failures.length > 0 ? 1 : 0);

async function settle(desk: Desk, lang: Lang): Promise<void> {
  const admin = await agentPage(browser, WORDS[lang]);
  await setUp(desk, admin);
  await admin.context().close();
}

function pictures(walk: string, lang: string): Look {
  return async (page, view, show) => {
    const before = page.viewportSize();
    for (const size of sizes) {
      await page.setViewportSize({ width: size, height: height(size) });
      await show?.();
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme });
        const file = `${walk}.${view}.${lang}.${size}.${theme}.png`;
        await page.screenshot({ path: `${values.out}/${file}`, animations: "disabled", caret: "initial" });
        shots.push({ walk, view, lang, size, theme, file });
      }
    }
    await page.emulateMedia({ colorScheme: "light" });
    if (before) await page.setViewportSize(before);
  };
}

function page(): string {
  const views = [...new Set(shots.map((s) => `${s.walk} · ${s.view}`))];
  const section = (view: string) =>
    `<section><h2>${view}</h2><div>${shots
      .filter((s) => `${s.walk} · ${s.view}` === view)
      .map(
        (
          s,
        ) => `<figure><a href="${s.file}"><img loading="lazy" src="${s.file}" width="${s.size < 700 ? 195 : 480}" alt="${view}, ${s.lang}, ${s.size}, ${s.theme}"></a>
<figcaption>${s.lang} · ${s.size} · ${s.theme}</figcaption></figure>`,
      )
      .join("")}</div></section>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Deskbell: every view</title>
<style>body{font:14px system-ui;margin:24px;background:#8a8f98;color:#000}h2{font-size:16px}section>div{display:flex;flex-wrap:wrap;gap:12px}figure{margin:0}img{display:block;height:auto}</style>
<h1>Every view</h1><nav>${[...new Set(shots.map((s) => s.walk))].join(" · ")}</nav>${views.map(section).join("\n")}</html>`;
}
