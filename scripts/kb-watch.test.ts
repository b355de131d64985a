import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { parseManifest } from "../worker/kb/manifest.ts";
import { buildKnowledgeBase } from "./kb-build.ts";
import { watchKnowledgeBase } from "./kb-watch.ts";

let dir: string;
const said: string[] = [];
let watching: { close: () => void };
const from = () => join(dir, "faq");
const article = (title: string) => `---\ntitle: ${title}\nupdated: 2026-11-22\n---\n\nText.\n`;
const write = (text: string) => writeFile(join(from(), "shop/en/a/b.md"), text);
const version = async () => {
  const manifest = parseManifest(await readFile(join(dir, "site/kb/manifest.json"), "utf8"));
  return manifest?.sites.shop?.locales.en?.version;
};

/** That it happens is tested, not how soon: the test's own limit ends a wait in vain. */
const PATIENCE = { timeout: 50_000, interval: 100 };

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "deskbell-watch-"));
  await mkdir(join(from(), "shop/en/a"), { recursive: true });
  await write(article("One"));
  await buildKnowledgeBase({ from: from(), out: join(dir, "site"), help: null });
  watching = watchKnowledgeBase(from(), join(dir, "site"), (line) => said.push(line));
});
afterAll(async () => {
  watching.close();
  await rm(dir, { recursive: true, force: true });
});

it("an edited article is built again; a broken one leaves the former version", async () => {
  const before = await version();
  await write(article("Two"));
  await vi.waitFor(async () => expect(await version()).not.toBe(before), PATIENCE);
  const good = await version();
  await write("no front matter");
  await vi.waitFor(() => expect(said.join("\n")).toContain("the former version goes on"), PATIENCE);
  expect(said.join("\n")).toMatch(/b\.md:1: front matter expected/);
  expect(await version()).toBe(good);
});
