import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { respond } from "../worker/bot/respond.ts";
import { openKnowledgeBase } from "../worker/kb/knowledge-base.ts";
import { parseManifest } from "../worker/kb/manifest.ts";
import { article } from "../worker/kb/sample.fixture.ts";
import { search } from "../worker/kb/search.ts";
import { formatReason } from "../worker/kb/source/problem.ts";
import { buildKnowledgeBase } from "./kb-build.ts";
import { checkKnowledgeBase } from "./kb-check.ts";
import { formatManifest, formatProblems } from "./kb-problems.ts";
import { ROOT } from "./paths.ts";

let folder = "";
let from = "";
let out = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "deskbell-kb-"));
  from = join(folder, "content");
  out = join(folder, "out");
  await mkdir(from);
});
afterEach(() => rm(folder, { recursive: true }));

async function put(path: string, text: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(from, path)), { recursive: true });
  await writeFile(join(from, path), text);
}
const build = () => buildKnowledgeBase({ from, out, help: null });
const problemsOf = async () => (await build()).problems.map(formatReason);
/** A PNG's first bytes: enough to know its size. */
function png(width: number, height: number, extra = 0): Uint8Array {
  const bytes = new Uint8Array(33 + extra);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return bytes;
}
const media = async () => (await readdir(join(out, "kb/media"))).sort();
const built = async () => (await readdir(join(out, "kb"))).sort();
const manifestText = () => readFile(join(out, "kb/manifest.json"), "utf8");

it("writes a file anew that the disk has damaged", async () => {
  await put("demo/en/a/one.md", article("One", ["1"], "First."));
  const { manifest } = await build();
  const path = join(out, "kb", manifest?.sites.demo?.locales.en?.file ?? "");
  const good = await readFile(path);
  await writeFile(path, Buffer.from(good).fill(0, 100, 140));
  await build();
  expect((await readFile(path)).equals(good)).toBe(true);
});

it("builds one file per site and locale, which opens", async () => {
  await put("demo/en/a/one.md", article("One", ["1"], "First."));
  await put("demo/ru/a/one.md", article("Один", ["1"], "Первая."));
  await put("demo/site.yaml", "name: Shop\npopular: [a/one]\ncategories: { a: { en: First, ru: Первая } }\n");
  const { ok, problems, manifest } = await build();
  expect({ ok, problems }).toEqual({ ok: true, problems: [] });
  expect(parseManifest(await manifestText())).toEqual(manifest);
  expect(manifest?.sites.demo).toMatchObject({
    name: { en: "Shop", ru: "Shop" },
    popular: ["a/one"],
    categories: [{ id: "a", names: { en: "First", ru: "Первая" } }],
    media: [],
  });
  for (const [locale, title] of [
    ["en", "One"],
    ["ru", "Один"],
  ] as const) {
    const entry = manifest?.sites.demo?.locales[locale];
    expect(entry?.file).toBe(`demo.${locale}.${entry?.version}.bin`);
    const kb = openKnowledgeBase(await readFile(join(out, "kb", entry?.file ?? "")));
    expect([kb.version, kb.site, kb.locale, kb.articles.get("a/one")?.title]).toEqual([
      entry?.version,
      "demo",
      locale,
      title,
    ]);
  }
  expect(formatManifest(manifest ?? { v: 1, sites: {} })).toBe('Knowledge base "demo": en 1 article, ru 1 article');
});

it("keeps the files of the build before, and removes older ones", async () => {
  const files: string[][] = [];
  for (const text of ["one", "two", "three"]) {
    await put("demo/en/a/one.md", article("T", ["q"], text));
    await build();
    files.push((await built()).filter((file) => file.endsWith(".bin")));
  }
  expect(files.map((list) => list.length)).toEqual([1, 2, 2]);
  expect(files[2]).not.toContain(files[0]?.[0]);
  await build();
  const same = await built();
  expect(same.filter((file) => file.endsWith(".bin"))).toHaveLength(1);
});

it("writes nothing when there is a mistake, and leaves what was there", async () => {
  await put("demo/en/a/one.md", article("T", ["q"], "x"));
  await build();
  const before = await manifestText();
  await put("demo/en/a/one.md", article("T", ["q"], "[x](javascript:x)"));
  await put("demo/en/a/two.md", "no front matter");
  const { ok, problems, manifest } = await build();
  expect([ok, manifest]).toEqual([false, null]);
  expect(formatProblems(problems)).toBe(
    `warning: ${from}/demo: no articles in ru: visitors who read Russian get English\n` +
      `warning: ${from}/demo: category a has no name in en\n` +
      `${from}/demo/en/a/one.md:7: link: link with https, http, mailto or tel expected, got javascript:x\n` +
      `${from}/demo/en/a/two.md:1: front matter expected: a line of ---, then title and updated, then a line of ---\n` +
      "2 mistakes in the knowledge base; nothing was built.",
  );
  expect(await manifestText()).toBe(before);
});

it("accepts an empty folder, says what that means, and still serves a site", async () => {
  const { ok, problems, manifest } = await build();
  expect(ok).toBe(true);
  expect(problems.map(formatReason)).toEqual([
    `${from}: no articles: every question will go to your team. Begin with npm run kb -- init`,
  ]);
  const empty = manifest ?? { v: 1, sites: {} };
  expect(formatManifest(empty)).toBe("Knowledge base: no articles; every question will go to your team.");
  expect(Object.keys(empty.sites)).toEqual(["default"]);
  for (const [locale, { file }] of Object.entries(empty.sites.default?.locales ?? {})) {
    const kb = openKnowledgeBase(await readFile(join(out, "kb", file)));
    expect([kb.locale, kb.articles.size, search(kb, "anything")]).toEqual([locale, 0, []]);
    const reply = respond({ text: "How do I pay?", locale: "en", history: [] }, kb);
    expect(reply.escalate).toBe("nothing_found");
  }
  expect(Object.keys(empty.sites.default?.locales ?? {})).toEqual(["en", "ru"]);
});

it("finds nothing to complain about in the articles that come with Deskbell", async () => {
  const { problems } = await checkKnowledgeBase(`${ROOT}kb-content`);
  expect(formatProblems(problems)).toBe("");
});

it("accepts a site without articles", async () => {
  await mkdir(join(from, "shop/en"), { recursive: true });
  const { problems, manifest } = await build();
  expect(problems.map(formatReason)).toEqual([`${from}/shop: no articles: every question will go to your team`]);
  expect(manifest?.sites.shop?.locales.ru?.articles).toBe(0);
});

it("adds Deskbell's help, unless the folder has one of its own", async () => {
  const help = join(folder, "deskbell");
  await mkdir(join(help, "en/start"), { recursive: true });
  await mkdir(join(help, "images"));
  await writeFile(join(help, "images/a.png"), png(4, 3));
  await writeFile(join(help, "en/start/first.md"), article("First day", ["q"], "![Console](/images/a.png)"));
  await put("demo/en/a/one.md", article("One", ["q"], "x"));
  const with_ = (folder_: string) => buildKnowledgeBase({ from, out, help: folder_ });
  const both = await with_(help);
  expect(Object.keys(both.manifest?.sites ?? {})).toEqual(["deskbell", "demo"].sort());
  expect(both.manifest?.sites.deskbell?.media).toEqual(await media());
  expect(both.problems.map(formatReason)).toContain(
    `${help}: no articles in ru: visitors who read Russian get English`,
  );
  await writeFile(join(help, "en/start/first.md"), "no front matter");
  const broken = await with_(help);
  expect(Object.keys(broken.manifest?.sites ?? {})).toEqual(["demo"]);
  expect(broken.problems.map(formatReason)).toContain(
    `${help}/en/start/first.md:1: front matter expected: a line of ---, then title and updated, then a line of ---`,
  );
  await writeFile(join(help, "en/start/first.md"), article("First day", ["q"], "x"));
  const only = await with_(join(folder, "nowhere"));
  expect(Object.keys(only.manifest?.sites ?? {})).toEqual(["demo"]);
  await rm(join(from, "demo"), { recursive: true });
  expect(Object.keys((await with_(help)).manifest?.sites ?? {})).toEqual(["default", "deskbell"]);
  await put("deskbell/en/a/own.md", article("Own", ["q"], "x"));
  expect((await with_(help)).manifest?.sites.deskbell?.locales.en?.articles).toBe(1);
});

it("builds the images that articles show, and keeps those of the build before", async () => {
  await put("demo/images/menu.png", png(640, 480));
  await put("demo/images/unused.png", png(1, 1));
  const show = (name: string) => put("demo/en/a/one.md", article("One", ["q"], `Text.\n\n![Menu](/images/${name})`));
  await show("menu.png");
  const { manifest } = await build();
  const [first = ""] = await media();
  expect(manifest?.sites.demo?.media).toEqual([first]);
  expect(await readFile(join(out, "kb/media", first))).toEqual(Buffer.from(png(640, 480)));
  const kb = openKnowledgeBase(await readFile(join(out, "kb", manifest?.sites.demo?.locales.en?.file ?? "")));
  expect(kb.articles.get("a/one")?.body[1]).toEqual({
    t: "img",
    src: `/media/${first}`,
    alt: "Menu",
    width: 640,
    height: 480,
  });
  await put("demo/images/new.png", png(2, 2));
  await show("new.png");
  await build();
  expect(await media()).toHaveLength(2);
  await build();
  expect(await media()).toHaveLength(1);
  expect(await media()).not.toContain(first);
});

it("names images that cannot be shown", async () => {
  const files: Record<string, Uint8Array | string> = {
    "drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><script>alert(1)</script></svg>',
    "fake.png": "<!doctype html><script>alert(1)</script>",
    "big.png": png(10, 10, 2 * 1024 * 1024),
    "bomb.png": png(30_000, 30_000),
    "empty.png": "",
    "cut.png": png(1, 1).subarray(0, 20),
  };
  for (const [name, bytes] of Object.entries(files)) await put(`demo/images/${name}`, bytes);
  const body = Object.keys(files)
    .map((name) => `![${name}](/images/${name})\n`)
    .join("\n");
  await put("demo/en/a/one.md", article("One", ["q"], body));
  const at = (line: number) => `${from}/demo/en/a/one.md:${line}: image: images/`;
  const type = "cannot be read as an image (png, jpg, webp, gif or avif expected)";
  expect((await problemsOf()).filter((text) => text.includes("image"))).toEqual([
    `${at(7)}drawing.svg is SVG, which may hold script: save it as png or webp`,
    `${at(9)}fake.png ${type}`,
    `${at(11)}big.png is over 2 MB; make it smaller`,
    `${at(13)}bomb.png is 30000 × 30000 pixels; at most 8000 a side`,
    `${at(15)}empty.png ${type}`,
    `${at(17)}cut.png ${type}`,
  ]);
  expect(await media()).toEqual([]);
});

it("says in one line what is wrong with the folder", async () => {
  await put("file", "x");
  for (const [path, reason] of [
    ["nowhere", "there is no such folder"],
    ["content/file", "is a file"],
  ] as const) {
    const { ok, problems } = await buildKnowledgeBase({ from: join(folder, path), out, help: null });
    expect(ok).toBe(false);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.reason).toContain(reason);
  }
});

it("does not follow links, nor reads what is no text", async () => {
  await writeFile(join(folder, "secret.md"), article("Secret", ["q"], "x"));
  await put("demo/en/a/bytes.md", Uint8Array.of(0xff, 0xfe, 0x00));
  await put("demo/en/a/big.md", "x".repeat(300_000));
  await symlink(join(folder, "secret.md"), join(from, "demo/en/a/link.md"));
  await symlink(from, join(from, "demo/en/loop"));
  const { problems } = await build();
  expect(
    problems
      .filter(({ level }) => level === "error")
      .map((problem) => problem.reason)
      .sort(),
  ).toEqual([
    "is a symbolic link; put the file itself here",
    "is a symbolic link; put the file itself here",
    "is not UTF-8 text",
    "is over 256 kB; split it into several articles",
  ]);
});

it("groups repeated warnings", async () => {
  await put("demo/site.yaml", "categories: { a: A }\n");
  await put("demo/ru/a/a0.md", article("Т", ["q"], "x"));
  for (let i = 0; i < 9; i++) await put(`demo/en/a/a${i}.md`, article(`T${i}`, ["q"], ""));
  const lines = formatProblems((await build()).problems).split("\n");
  expect(lines).toHaveLength(8);
  expect(lines[3]).toBe("warning: … and 6 more like this (empty body)");
});
