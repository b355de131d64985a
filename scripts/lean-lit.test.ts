import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ROOT } from "./paths.ts";

/* scripts/lean-lit.ts takes parts of Lit out of the widget. No template may need one of them. */

const sources = readdirSync(`${ROOT}widget`, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.startsWith("examples"))
  .map((file) => ({ file, text: readFileSync(`${ROOT}widget/${file}`, "utf8") }));

/** Text of a template with a mark where each value stands; what is nested in a value is a template of its own. */
function templates(text: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf("html`"); at >= 0; at = text.indexOf("html`", at + 1))
    found.push(templateAt(text, at + 5));
  return found;
}

function templateAt(text: string, from: number): string {
  let made = "";
  for (let i = from; text[i] !== "`"; i++) {
    if (text[i] === "$" && text[i + 1] === "{") {
      i = endOfValue(text, i + 2);
      made += "§";
    } else made += text[i] ?? "";
    if (i >= text.length) throw new Error("a template without an end");
  }
  return made;
}

function endOfValue(text: string, from: number): number {
  let depth = 1;
  let i = from;
  for (; depth > 0 && i < text.length; i++) {
    if (text[i] === "`") {
      for (i++; text[i] !== "`"; i++) if (text[i] === "$" && text[i + 1] === "{") i = endOfValue(text, i + 2);
    } else if (text[i] === "{") depth++;
    else if (text[i] === "}") depth--;
  }
  return i - 1;
}

describe("templates need nothing that was cut out of Lit", () => {
  const all = sources.flatMap(({ file, text }) => templates(text).map((template) => ({ file, template })));

  it("are found", () => {
    expect(all.length).toBeGreaterThan(60);
    expect(templates("html`<p class=${a ? `x${b}` : c}>${[html`<b>${d}</b>`]}</p>`")).toEqual([
      "<p class=§>§</p>",
      "<b>§</b>",
    ]);
  });

  it("no value as an element, in a comment, or in raw text", () => {
    for (const { file, template } of all) {
      const tags = template.replaceAll(/="[^"]*"|=§/g, "");
      expect(tags, file).not.toMatch(/<[\w-]+\s[^>]*§/);
      expect(template, file).not.toMatch(/<!--/);
      expect(template, file).not.toMatch(/<\/?§|§\/>/);
      expect(template, file).not.toMatch(/<[^>]*(='|\s=|=\s)/);
      expect(template, file).not.toMatch(/<(script|style|title|textarea)\b[^>]*>[^<]*§/i);
    }
  });

  it("no directive, and no tag but `html`", () => {
    for (const { file, text } of sources) {
      expect(text, file).not.toMatch(/from "lit(-html)?\/(directives|directive|async-directive)/);
      expect(text, file).not.toMatch(/\b(svg|mathml)`/);
      expect(text, file).not.toMatch(/\b(noChange|renderBefore|creationScope|handleEvent)\b/);
    }
  });
});
