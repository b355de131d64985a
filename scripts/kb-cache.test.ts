import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { article } from "../worker/kb/sample.fixture.ts";
import { buildKnowledgeBase } from "./kb-build.ts";

let folder = "";
let from = "";
let cache = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "deskbell-cache-"));
  from = join(folder, "content");
  cache = join(folder, "cache");
  await put("shop/en/a/one.md", article("One", ["What is one?"], "First."));
  await put("shop/ru/a/one.md", article("Один", ["Что это?"], "Первая."));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(from, path)), { recursive: true });
  await writeFile(join(from, path), text);
}

let places = 0;
/** Into a new place each time: `made` names the files that were really built. */
async function build(given: { cache?: string } = { cache }) {
  const made = new Set<string>();
  const progress = ({ site, locale }: { site: string; locale: string }) => made.add(`${site}/${locale}`);
  const out = join(folder, `out${places++}`);
  const built = await buildKnowledgeBase({ from, out, help: null, progress, ...given });
  const files = (await readdir(join(out, "kb"))).filter((name) => name.endsWith(".bin")).sort();
  const bytes = await Promise.all(files.map((name) => readFile(join(out, "kb", name))));
  return { made: [...made].sort(), files, bytes, manifest: built.manifest, expected: built.expected };
}
const kept = async () => (await readdir(cache)).map((name) => join(cache, name));

it("the same articles are built once, and give the same files and figures", async () => {
  const plain = await build({});
  const first = await build();
  const second = await build();
  expect(first.made).toEqual(["shop/en", "shop/ru"]);
  expect(second.made).toEqual([]);
  for (const one of [first, second]) expect({ ...one, made: [] }).toEqual({ ...plain, made: [] });
});

it("only the language whose article has changed is built anew, and what it was before is found again", async () => {
  await build();
  const text = article("One", ["What is one?"], "Changed.");
  await put("shop/en/a/one.md", text);
  expect((await build()).made).toEqual(["shop/en"]);
  await put("shop/en/a/one.md", article("One", ["What is one?"], "First."));
  expect((await build()).made).toEqual([]);
});

it("what the owner asks of the bot is part of it", async () => {
  await build();
  await put("shop/site.yaml", "answer_precision: 0.97\n");
  expect((await build()).made).toEqual(["shop/en", "shop/ru"]);
});

it.each([
  ["cut off", (text: string) => text.slice(0, text.length / 2)],
  ["another file's", (text: string) => text.replace(/"version":"\w+"/, '"version":"0000000000000000"')],
  ["with damaged bytes", (text: string) => text.replace(/"bytes":"(.{400}).{8}/, '"bytes":"$1AAAAAAAA')],
  ["empty", () => ""],
])("a kept file that is %s is built anew and mended", async (_, damage) => {
  const first = await build();
  for (const file of await kept()) await writeFile(file, damage(await readFile(file, "utf8")));
  const again = await build();
  expect(again.made).toEqual(["shop/en", "shop/ru"]);
  expect(again.bytes).toEqual(first.bytes);
  expect((await build()).made).toEqual([]);
});

it("where nothing can be kept it is built each time", async () => {
  await writeFile(cache, "a file where the folder would be");
  expect((await build()).made).toEqual(["shop/en", "shop/ru"]);
  expect((await build()).made).toEqual(["shop/en", "shop/ru"]);
});

it("the last used files stay, the others go", async () => {
  await build();
  const first = await kept();
  const aged = async (files: string[], ms: number) => {
    for (const file of files) await utimes(file, new Date(ms), new Date(ms));
  };
  const others = Array.from({ length: 50 }, (_, i) => join(cache, `other${i}.json`));
  for (const file of others) await writeFile(file, "");
  await aged(others, 2_000);
  await aged(first, 1_000);
  // Read, and so in use again, though the oldest.
  expect((await build()).made).toEqual([]);
  await put("shop/en/a/two.md", article("Two", ["What is two?"], "Second."));
  await build();
  const left = await kept();
  expect(left).toHaveLength(40);
  expect(left).toEqual(expect.arrayContaining(first));
});
