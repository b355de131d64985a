import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** Contrast as WCAG 2 defines it, of the pairs that the console uses together. */

const css = readFileSync(new URL("tokens.css", import.meta.url), "utf8");
const [light = "", dark = ""] = css.split("prefers-color-scheme: dark");
const tokens = (part: string) => new Map([...part.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1], m[2]]));
const schemes = { light: tokens(light), dark: tokens(dark) };

const TEXT: [ink: string, grounds: string[]][] = [
  ["ink", ["ground", "surface", "sunken", "selected", "accent-soft", "note", "warn-soft", "good-soft", "bad-soft"]],
  ["muted", ["ground", "surface", "sunken", "note", "accent-soft"]],
  ["accent", ["ground", "surface", "sunken", "accent-soft", "note", "selected"]],
  ["on-accent", ["accent"]],
  ["good", ["surface", "ground", "good-soft"]],
  ["warn", ["surface", "ground", "warn-soft", "sunken", "selected"]],
  ["bad", ["surface", "ground", "sunken", "bad-soft", "note", "warn-soft"]],
];
const EDGES: [edge: string, grounds: string[]][] = [
  ["edge", ["surface", "ground"]],
  ["note-line", ["note"]],
];

describe.each(Object.entries(schemes))("%s", (_, colours) => {
  test("words can be read", () => expect(below(colours, TEXT, 4.5)).toEqual([]));
  test("edges of fields and buttons can be seen", () => expect(below(colours, EDGES, 3)).toEqual([]));
});

function below(colours: Map<string | undefined, string | undefined>, pairs: typeof TEXT, least: number): string[] {
  return pairs.flatMap(([over, grounds]) =>
    grounds.flatMap((under) => {
      const ratio = contrast(colours.get(over) ?? "", colours.get(under) ?? "");
      return ratio >= least ? [] : [`${over} on ${under}: ${ratio.toFixed(2)}`];
    }),
  );
}

function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [r = Number.NaN, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
