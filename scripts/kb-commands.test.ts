import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Locale } from "../protocol/model.ts";
import { article } from "../worker/kb/sample.fixture.ts";
import { askBot } from "./kb-ask.ts";
import { checkKnowledgeBase } from "./kb-check.ts";
import { importFile } from "./kb-import-file.ts";
import { initPreset, PRESETS, PRESETS_FOLDER } from "./kb-init.ts";
import { ROOT } from "./paths.ts";
import { siteToAsk } from "./site-to-ask.ts";

const today = "2026-11-21";
let dir = "";
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "deskbell-kb-"));
});
afterEach(() => rm(dir, { recursive: true }));

const put = async (path: string, text: string | Uint8Array): Promise<string> => {
  const file = join(dir, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
};

describe("presets", () => {
  it("build without a mistake, warn of nothing but what is to be filled in, and have 15 articles in each language", async () => {
    const { sites, problems } = await checkKnowledgeBase(PRESETS_FOLDER);
    expect(problems.filter(({ kind }) => kind !== "placeholder")).toEqual([]);
    expect(problems.length).toBeGreaterThan(0);
    const counts = sites.map(({ id, locales }) => [id, locales.get("en")?.length, locales.get("ru")?.length]);
    expect(counts).toEqual([...PRESETS].sort().map((id) => [id, 15, 15]));
  });

  it("are copied with today's date, and never over anything", async () => {
    const init = (preset: string, site?: string) => initPreset({ preset, into: dir, site, today });
    const first = await init("shop");
    expect(first).toMatchObject({ ok: true, site: "support" });
    expect(first.ok && first.files).toHaveLength(31);
    const [category = ""] = await readdir(join(dir, "support/en"));
    const [name = ""] = await readdir(join(dir, "support/en", category));
    const file = join(dir, "support/en", category, name);
    expect(await readFile(file, "utf8")).toContain(`\nupdated: ${today}\n`);
    expect((await checkKnowledgeBase(dir)).problems.every(({ kind }) => kind === "placeholder")).toBe(true);

    await writeFile(file, "mine");
    expect(await init("shop")).toMatchObject({ ok: false, reason: expect.stringContaining("is not empty") });
    expect(await readFile(file, "utf8")).toBe("mine");
    expect(await init("it", "desk")).toMatchObject({ ok: true });
  });

  it.each([
    ["bank", "shop", "--preset: one of saas, shop, school, it expected, got bank"],
    [undefined, "shop", "--preset: one of saas, shop, school, it expected, got none"],
    ["it", "../x", "--site: a-z, 0-9 and - expected, got ../x"],
    ["it", "deskbell", "--site: deskbell is Deskbell's own help; choose another name"],
  ])("refuse %s as %s", async (preset, site, reason) => {
    expect(await initPreset({ preset, site, into: dir, today })).toEqual({ ok: false, reason });
    expect(await readdir(dir)).toEqual([]);
  });
});

describe("import", () => {
  const bringIn = (file: string, into: string, force = false) =>
    importFile(file, into, { site: undefined, markdown: false, force, today });

  it("writes articles that build, and names of categories", async () => {
    const file = await put("in/faq.csv", "question,answer,category\nГде заказ?,В пути.,Заказы\nWhere?,Here.,Заказы\n");
    const into = join(dir, "kb");
    expect(await bringIn(file, into)).toEqual({
      ok: true,
      said: [`2 articles imported into ${into}/support`, `${into}/support/site.yaml names the categories`],
    });
    const { problems } = await checkKnowledgeBase(into);
    expect(problems.filter(({ level, kind }) => level === "error" || kind === "category")).toEqual([]);
    expect(await bringIn(file, into)).toMatchObject({
      ok: false,
      said: [expect.stringContaining("--force overwrites it"), "Nothing was imported"],
    });
    expect(await bringIn(file, into, true)).toMatchObject({ ok: true });
    await mkdir(join(into, "other"));
    expect((await bringIn(file, into)).said[0]).toBe(`${into} holds several sites: choose one with --site`);
  });

  it("imports nothing when a line is bad, or the file is no UTF-8", async () => {
    const bad = await put("bad.csv", "title,body\nA,b\nC,d,e\n");
    const old = await put("old.csv", Uint8Array.from([0xc2, 0xee, 0xef, 0xf0, 0xee, 0xf1, 0x2c, 0xce, 0x0a]));
    const into = join(dir, "kb");
    expect(await bringIn(bad, into)).toEqual({
      ok: false,
      said: [`${bad}:3: 3 cells, but the first line names 2`, "Nothing was imported"],
    });
    expect(await bringIn(old, into)).toEqual({
      ok: false,
      said: [
        `${old}: is not UTF-8 (perhaps Windows-1251). Save it as "CSV UTF-8" and import that`,
        "Nothing was imported",
      ],
    });
    await expect(bringIn(join(dir, "none.csv"), into)).rejects.toThrow("ENOENT");
    expect(await readdir(dir)).not.toContain("kb");
  });
});

describe("ask", () => {
  const ask = async (question: string, locale: Locale = "en"): Promise<string> => {
    const site = siteToAsk((await checkKnowledgeBase(dir)).sites, undefined);
    return typeof site === "string" ? site : askBot(site, question, locale);
  };

  it("shows what the bot would do, and why", async () => {
    await put("shop/en/a/invoice.md", article("Where is my invoice", ["I need a receipt"], "It comes by e-mail."));
    await put("shop/en/a/damage.md", article("Complaints", ["your driver damaged my car"], "x", "escalate: true\n"));
    const answered = await ask("where is my invoice", "ru");
    expect(answered).toContain("The bot     answers\n");
    expect(answered).toContain("articles in en (there are none in ru)");
    expect(answered).toContain("Article     a/invoice  Where is my invoice\nSays        It comes by e-mail.\n");
    expect(answered).toMatch(/Candidates {2}[01]\.\d\d {2}a\/invoice/);
    expect(await ask("your driver damaged my car")).toContain(
      "hands over to a person: the best article says escalate: true",
    );
    expect(await ask("purple elephants")).toContain("Unknown     purpl eleph (in no article)");
    expect(await ask("привет", "ru")).toContain("says something polite");
  });

  it("says what is missing", async () => {
    expect(await ask("x")).toBe("there is no site in it");
    await mkdir(join(dir, "one"));
    expect(await ask("how do I pay")).toContain("hands over to a person: no article is near enough");
    expect(siteToAsk([{ id: "one" }, { id: "deskbell" }], undefined)).toEqual({ id: "one" });
    expect(siteToAsk([{ id: "deskbell" }], undefined)).toEqual({ id: "deskbell" });
    expect(siteToAsk([{ id: "one" }, { id: "two" }], undefined)).toBe(
      "several sites: choose one with --site one | two",
    );
    expect(siteToAsk([{ id: "one" }], "three")).toBe("there is no site three in it");
  });
});

it("the commands say what to do next, and end with 1 after a mistake", async () => {
  const run = (...args: string[]) => promisify(execFile)(process.execPath, [`${ROOT}scripts/kb.ts`, ...args]);
  expect((await run("init", "--preset", "saas", dir)).stdout).toContain(`npm start -- --kb ${dir}`);
  expect((await run("ask", dir, "как сбросить пароль")).stdout).toContain("account/reset-password");
  await put("golden.en.jsonl", '{"question":"how do I reset my password","article":null}\n');
  await mkdir(join(dir, ".old/support"), { recursive: true });
  await expect(run("diff", join(dir, ".old"), dir)).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining("1 question: 0 same, 0 better, 1 lost"),
  });
  await expect(run("ask", dir, "x", "--lang", "de")).rejects.toMatchObject({
    code: 1,
    stderr: "--lang: en or ru expected, got de\n",
  });
});
