import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openKnowledgeBase } from "../worker/kb/knowledge-base.ts";
import { parseManifest } from "../worker/kb/manifest.ts";
import { article } from "../worker/kb/sample.fixture.ts";
import { buildKnowledgeBase } from "./kb-build.ts";
import { formatManifest, formatProblems } from "./kb-problems.ts";

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
const build = () => buildKnowledgeBase({ from, out });
const built = async () => (await readdir(join(out, "kb"))).sort();
const manifestText = () => readFile(join(out, "kb/manifest.json"), "utf8");

it("builds one file per site and locale, which opens", async () => {
  await put("demo/en/a/one.md", article("One", ["1"], "First."));
  await put("demo/ru/a/one.md", article("Один", ["1"], "Первая."));
  await put("demo/site.yaml", "name: Shop\npopular: [a/one]\n");
  const { ok, problems, manifest } = await build();
  expect({ ok, problems }).toEqual({ ok: true, problems: [] });
  expect(parseManifest(await manifestText())).toEqual(manifest);
  expect(manifest?.sites.demo).toMatchObject({ name: { en: "Shop", ru: "Shop" }, popular: ["a/one"] });
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
    `${from}/demo/en/a/one.md:7: link: link with https, http, mailto or tel expected, got javascript:x\n` +
      `${from}/demo/en/a/two.md:1: front matter expected: a line of ---, then title and updated, then a line of ---\n` +
      "2 mistakes in the knowledge base; nothing was built.",
  );
  expect(await manifestText()).toBe(before);
});

it("accepts an empty folder and says what that means", async () => {
  const { ok, problems, manifest } = await build();
  expect({ ok, problems, manifest }).toEqual({ ok: true, problems: [], manifest: { v: 1, sites: {} } });
  expect(formatManifest(manifest ?? { v: 1, sites: {} })).toBe(
    "Knowledge base: no articles; every question will go to your team.",
  );
});

it("says in one line what is wrong with the folder", async () => {
  await put("file", "x");
  for (const [path, reason] of [
    ["nowhere", "there is no such folder"],
    ["content/file", "is a file"],
  ] as const) {
    const { ok, problems } = await buildKnowledgeBase({ from: join(folder, path), out });
    expect(ok).toBe(false);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.reason).toContain(reason);
  }
});

it("does not follow links, nor reads what is no text", async () => {
  await writeFile(join(folder, "secret.md"), article("Secret", ["q"], "x"));
  await put("demo/en/a/bytes.md", Uint8Array.of(0xff, 0xfe, 0x00));
  await put("demo/en/a/big.md", "x".repeat(200_000));
  await symlink(join(folder, "secret.md"), join(from, "demo/en/a/link.md"));
  await symlink(from, join(from, "demo/en/loop"));
  const { problems } = await build();
  expect(problems.map((problem) => problem.reason).sort()).toEqual([
    "is a symbolic link; put the file itself here",
    "is a symbolic link; put the file itself here",
    "is not UTF-8 text",
    "is over 64 kB; split it into several articles",
  ]);
});

it("groups repeated warnings", async () => {
  for (let i = 0; i < 9; i++) await put(`demo/en/a/a${i}.md`, article(`T${i}`, ["q"], ""));
  const lines = formatProblems((await build()).problems).split("\n");
  expect(lines).toHaveLength(4);
  expect(lines[3]).toBe("warning: … and 6 more like this (empty body)");
});
