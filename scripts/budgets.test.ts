import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { brotliCompressSync, constants } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildWidget, INTERNAL, type WidgetBuild } from "./build-widget.ts";
import { ROOT } from "./paths.ts";

/** Budgets of design §7: a page pays for the launcher, a visitor who opens it for the panel. kB of 1 000 bytes, brotli 11. */
const LAUNCHER_KB = 1.5;
const FIRST_PANEL_KB = 12;
/** Of who opens it, searches, reads and talks to the bot, in English: panel, what comes after it with what a lost network needs. */
const TALK_KB = 26.3;
/** With attachments, as row 4 of the goals of November 2026 counts everything. The goal is 25: missed, see the closing note of issue 6 and docs/embedding.md. */
const EVERYTHING_KB = 29.7;
/**
 * Not of "everything", since few ever load it: the door of HTTP where a network blocks sockets, why a page is not listed, and the sending of what was left unsent in
 * a request that is not shown (client/rescue.ts).
 */
const RESCUE_KB = 1.5;
/** Loaded on demand, in kB. */
const RARE_KB: Record<string, number> = {
  // When people answer.
  "request-parts": 3.8,
  // When a message comes while nobody looks.
  news: 1.2,
  // Technical details, and a picture shown large.
  "attach-more": 1,
  // For signed visitors; to leave, too.
  signed: 1.4,
  // Where the tag says consent="ask".
  agreement: 1.1,
  // "Delete my data".
  erase: 1.4,
  // Thirteen digits in a message.
  mask: 0.6,
  // To share an article; to complain of a tag that is written wrongly.
  "address-copy": 0.5,
  "check-tag": 1,
  rescue: RESCUE_KB,
  // Languages, all of their words in one file.
  ru: 2.3,
  de: 2.1,
  es: 2,
  ar: 2.2,
};

// Not the folder that a running server may be serving.
const dir = `${mkdtempSync(`${tmpdir()}/deskbell-widget-`)}/`;
const brotli = (file: string): number =>
  brotliCompressSync(readFileSync(`${dir}${file}`), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length / 1000;

describe("widget bytes", () => {
  let build: WidgetBuild;
  beforeAll(async () => {
    build = await buildWidget(dir);
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it("launcher", () => {
    const size = brotli(build.launcher);
    console.log(`launcher ${size.toFixed(2)} kB`);
    expect(size).toBeLessThanOrEqual(LAUNCHER_KB);
  });

  it("to a typable first panel", () => {
    const size = [build.launcher, ...build.firstPanel].reduce((sum, f) => sum + brotli(f), 0);
    console.log(`first panel ${size.toFixed(2)} kB in ${build.firstPanel.length + 1} files`);
    expect(size).toBeLessThanOrEqual(FIRST_PANEL_KB);
    expect(build.firstPanel.length, "one request for the panel").toBe(1);
  });

  it.each([
    ["who searches, reads and talks to the bot live", /^later-parts-[0-9a-f]{8}\.js$/, TALK_KB],
    ["everything: attaches a file as well", /^(later-parts|attach)-[0-9a-f]{8}\.js$/, EVERYTHING_KB],
  ])("%s", (what, later, most) => {
    const files = new Set([build.launcher, ...build.firstPanel, ...build.files.filter((f) => later.test(f))]);
    const size = [...files].reduce((sum, f) => sum + brotli(f), 0);
    console.log(`${what}: ${size.toFixed(2)} kB in ${files.size} files`);
    expect(size).toBeLessThanOrEqual(most);
  });

  it("files that few visitors load have budgets of their own, and there is no other file", () => {
    const rare = build.files.filter((f) => !/^(panel|later-parts|attach)-[0-9a-f]{8}\.js$/.test(f));
    for (const file of rare) {
      const name = file.replace(/-[0-9a-f]{8}\.js$/, "");
      const size = brotli(file);
      console.log(`${name} ${size.toFixed(2)} kB`);
      expect(RARE_KB, file).toHaveProperty(name);
      expect(size, file).toBeLessThanOrEqual(RARE_KB[name] ?? 0);
    }
  });

  it("what only bad networks need, for those who need it", () => {
    const rescue = build.files.filter((f) => f.startsWith("rescue-"));
    expect(rescue).toHaveLength(1);
    const size = rescue.reduce((sum, f) => sum + brotli(f), 0);
    const whole = [build.launcher, ...build.files]
      .filter((f) => !/^(ru|de|es|ar)-/.test(f))
      .reduce((sum, f) => sum + brotli(f), 0);
    console.log(`rescue ${size.toFixed(2)} kB, everything with it ${whole.toFixed(2)} kB`);
    expect(size).toBeLessThanOrEqual(RESCUE_KB);
    // Named in imports that run when they are needed only; e2e/doors.spec.ts sees that they do not before.
    const naming = build.files.filter((f) => readFileSync(`${dir}${f}`, "utf8").includes(rescue[0] ?? "-"));
    expect(naming).toEqual([expect.stringMatching(/^later-parts-/)]);
    const parts = readFileSync(`${dir}${naming[0]}`, "utf8");
    const imports = parts.match(/import\(`\.\/rescue-/g) ?? [];
    expect(imports).toHaveLength(parts.split(rescue[0] ?? "-").length - 1);
  });

  it("one hash at the end of every name", () => {
    expect(new Set(build.files.map((f) => f.match(/-([0-9a-f]{8})\.js$/)?.[1])).size).toBe(1);
  });

  it("imports only files that there are", () => {
    const imported = build.files.flatMap((f) =>
      [...readFileSync(`${dir}${f}`, "utf8").matchAll(/(?:import\(|from)\s*[`"]\.\/([^`"]+)[`"]/g)].map(
        (m) => m[1] ?? "",
      ),
    );
    expect(imported.length).toBeGreaterThan(2);
    expect(imported.filter((f) => !build.files.includes(f))).toEqual([]);
  });

  it("shortens no name that others know", () => {
    const files = [
      ...readdirSync(`${ROOT}protocol`).map((f) => `protocol/${f}`),
      ...["session", "outbox", "request-list", "context"].map((f) => `client/${f}.ts`),
      ...["port", "support-widget"].map((f) => `widget/${f}.ts`),
      "node_modules/lit-html/lit-html.js",
    ];
    for (const file of files) {
      // Prose and names of files are no names of theirs.
      const text = readFileSync(`${ROOT}${file}`, "utf8").replaceAll(/\/\*[^]*?\*\/|(?<=^|\s)\/\/.*|from ".*";/gm, "");
      const words = text.match(/[A-Za-z]\w*/g) ?? [];
      expect(
        words.filter((word) => INTERNAL.test(word)),
        file,
      ).toEqual([]);
    }
  });

  it("shortens few names that the browser has too, and those on objects of ours only", () => {
    const lib = readdirSync(`${ROOT}node_modules/@typescript`).filter((name) => name.startsWith("typescript-"));
    const dom = readFileSync(`${ROOT}node_modules/@typescript/${lib[0]}/lib/lib.dom.d.ts`, "utf8");
    const members = new Set(dom.match(/(?<=^\s+(?:readonly |get |set )?)[a-z]\w*(?=\??[(:<])/gm));
    expect(members.size).toBeGreaterThan(3_000);
    // Where one of them is the browser's it is quoted, as `stop` in news.ts. A new name in this list: look at every use first.
    const shared = ["active", "input", "mark", "port", "protocols", "queue", "retry", "stop", "subscribe"];
    expect([...members].filter((name) => INTERNAL.test(name)).sort()).toEqual(shared);
  });

  it("shortens no name that one file exports to another", () => {
    for (const file of build.files) {
      const exported = readFileSync(`${dir}${file}`, "utf8").match(/export\{([^}]*)\}/)?.[1] ?? "";
      const names = exported.split(",").map((one) => one.split(" as ").at(-1) ?? "");
      expect(
        names.filter((name) => INTERNAL.test(name)),
        file,
      ).toEqual([]);
    }
  });

  it("holds no zod, no MiniSearch, no licence text", () => {
    for (const file of [build.launcher, ...build.files]) {
      const text = readFileSync(`${dir}${file}`, "utf8");
      expect(text).not.toMatch(/ZodError|minisearch|BSD-3-Clause|@license/i);
    }
  });
});
