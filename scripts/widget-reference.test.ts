import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "./paths.ts";
import { type WidgetManifest, widgetManifest } from "./widget-manifest.ts";
import { widgetReference } from "./widget-reference.ts";

const read = (file: string): string => readFileSync(`${ROOT}${file}`, "utf8");
const sources = readdirSync(`${ROOT}widget`, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .map((file) => read(`widget/${file}`))
  .join("\n");
const all = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map((m) => m[1] ?? ""))].sort();
const names = (list: readonly { name: string }[]): string[] => list.map((e) => e.name).sort();

describe("the widget's reference", () => {
  let manifest: WidgetManifest;
  beforeAll(async () => {
    manifest = await widgetManifest();
  });

  it("is what the comments say now (npm run reference writes it)", async () => {
    for (const [file, content] of await widgetReference()) expect(read(file), file).toBe(content);
  });

  it("names every attribute that the element reads", () => {
    const launcher = read("widget/support-widget.ts");
    const list = /const PROPERTIES =\s*"([^"]*)"/.exec(launcher)?.[1]?.split(" ") ?? [];
    const observed = all(/observedAttributes = \[([^\]]*)\]/.exec(launcher)?.[1] ?? "", /"([a-z-]+)"/g);
    const used = [...list.map((name) => name.replaceAll(/[A-Z]/g, "-$&").toLowerCase()), ...observed, "lang", "dir"];
    expect(used.length).toBeGreaterThan(14);
    expect(names(manifest.attributes)).toEqual([...new Set(used)].sort());
    for (const { name, description } of manifest.attributes) expect(description, name).not.toBe("");
  });

  it("names every event that can be sent, and no other", () => {
    const types = /type WidgetEvents = \{([\s\S]*?)\n\};/.exec(read("widget/port.ts"))?.[1] ?? "";
    expect(names(manifest.events)).toEqual(all(types, /"(support-[a-z-]+)":/g));
    for (const { name, description } of manifest.events) expect(description, name).not.toBe("");
  });

  it("names every part that is exported", () => {
    const exported = /"exportparts",\s*"([^"]+)"/.exec(sources)?.[1]?.split(/\s*,\s*/) ?? [];
    expect(exported.length).toBeGreaterThan(4);
    expect(names(manifest.parts)).toEqual([...new Set([...exported, "launcher"])].sort());
    for (const part of exported) expect(sources, part).toMatch(new RegExp(`part[= ]+"[^"]*\\b${part}\\b`));
  });

  it("names every custom property that a rule reads, and no other", () => {
    expect(names(manifest.cssProperties)).toEqual(all(sources.replaceAll(/^\s*\*.*$/gm, ""), /var\((--sw-[a-z-]+)/g));
  });

  it("names every public method, with words", () => {
    const launcher = read("widget/support-widget.ts");
    const written = all(launcher, /^ {2}(?:async )?([a-z]\w*)\([^)]*\): \w/gm).filter(
      (name) => !/Callback$|constructor/.test(name),
    );
    const looped = /const OF_PANEL =\s*"([^"]*)"/.exec(launcher)?.[1]?.split(" ") ?? [];
    expect(looped).toContain("open");
    expect(names(manifest.methods)).toEqual([...written, ...looped].sort());
    for (const { name, description } of manifest.methods) expect(description, name).not.toBe("");
  });
});
