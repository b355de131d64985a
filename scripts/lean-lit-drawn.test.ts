import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { Window } from "happy-dom";
import type * as Lit from "lit/html.js";
import { afterAll, expect, it, vi } from "vitest";
import { lean } from "./lean-lit.ts";

/* What is left of Lit draws what the widget's templates ask for. */

// Not as the environment: it has an URL of its own, in which the build finds no files.
vi.stubGlobal("document", new Window().document);
const dir = mkdtempSync(`${tmpdir()}/deskbell-lit-`);
afterAll(() => rmSync(dir, { recursive: true }));
writeFileSync(`${dir}/lit.mjs`, (await lean()).replace(/\/\/# source.*/, ""));
const { html, nothing, render } = (await import(/* @vite-ignore */ `file://${dir}/lit.mjs`)) as typeof Lit;

const place = document.createElement("div");
const drawn = (template: unknown): string => {
  render(template, place);
  return place.innerHTML.replaceAll(/<!--.*?-->/g, "");
};

it("texts, nodes, lists that grow and shrink, nothing, and a template in place of another", () => {
  const page = (inner: unknown) => html`<p>a ${inner} b</p>`;
  expect(drawn(page("<i>"))).toBe("<p>a &lt;i&gt; b</p>");
  expect(drawn(page(0))).toBe("<p>a 0 b</p>");
  expect(drawn(page(document.createElement("hr")))).toBe("<p>a <hr> b</p>");
  expect(drawn(page([1, html`<b>${2}</b>`, 3]))).toBe("<p>a 1<b>2</b>3 b</p>");
  expect(drawn(page([html`<b>${4}</b>`]))).toBe("<p>a <b>4</b> b</p>");
  expect(drawn(page([]))).toBe("<p>a  b</p>");
  for (const none of [nothing, null, undefined, ""]) expect(drawn(page(none))).toBe("<p>a  b</p>");
  expect(drawn(html`<p>${"other"}</p>`)).toBe("<p>other</p>");
});

it("keeps the elements that stay", () => {
  const page = (name: string) => html`<p class=${name}><b>${name}</b></p>`;
  drawn(page("one"));
  const before = place.querySelector("b");
  expect(drawn(page("two"))).toBe('<p class="two"><b>two</b></p>');
  expect(place.querySelector("b")).toBe(before);
});

it("attributes whole and in parts, quoted, one after another, of any case; flags and properties", () => {
  const page = (a: unknown, on: boolean) =>
    html`<p id="x${a}y" class="row ${a} ${a}" dir="auto" lang=${a} ?hidden=${on} title="${a}"></p><input .value=${a} /> ${a}`;
  expect(drawn(page("é", true))).toBe(
    '<p dir="auto" id="xéy" class="row é é" lang="é" hidden="" title="é"></p><input> é',
  );
  expect(drawn(page("f", false))).toBe('<p dir="auto" id="xfy" class="row f f" lang="f" title="f"></p><input> f');
  expect(place.querySelector("input")?.value).toBe("f");
  expect(drawn(page(nothing, false))).toBe('<p dir="auto"></p><input> ');
});

it("listeners: the newest one, once; none where there is none", () => {
  const [first, second] = [vi.fn(), vi.fn()];
  const page = (listener: unknown) => html`<button @click=${listener}></button>`;
  const press = (listener: unknown): void => {
    render(page(listener), place);
    place.querySelector("button")?.click();
  };
  press(first);
  press(second);
  press(nothing);
  press(second);
  expect(first).toHaveBeenCalledTimes(1);
  expect(second).toHaveBeenCalledTimes(2);
});

it("is no way in for what looks like a template", () => {
  const said: unknown = JSON.parse('{"_$litType$":1,"strings":["<img>"],"values":[]}');
  expect(() => drawn(html`<p>${said}</p>`)).toThrow("raw");
});
