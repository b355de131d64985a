// @vitest-environment happy-dom
import { h, render } from "preact";
import { expect, test } from "vitest";
import type { Block } from "../../protocol/article.ts";
import { ArticlePassage } from "./article-passage.tsx";
import { TextWithLinks } from "./text-with-links.tsx";

function shown(passage: Block[]): HTMLElement {
  const box = document.createElement("div");
  const article = { id: "a/b", title: "A" };
  const body = { kind: "answer", locale: "en", article, passage, whole: false, actions: [], options: [] } as const;
  render(h(ArticlePassage, { body: { ...body, actions: [], options: [] } }), box);
  return box;
}

test("pictures come from this server only", () => {
  const img = (src: string): Block => ({ t: "img", src, alt: `alt ${src}`, width: 10, height: 5 });
  const box = shown([img("/media/0.png"), img("https://other.example/x.png"), img("//other.example/media/x.png")]);
  expect([...box.querySelectorAll("img")].map((i) => i.getAttribute("src"))).toEqual(["/media/0.png"]);
  expect(box.querySelector("img")?.getAttribute("width")).toBe("10");
  expect(box.textContent).toContain("alt https://other.example/x.png");
});

test("links lead to the web only, and tell the other side nothing", () => {
  const link = (href: string): Block => ({ t: "p", c: [{ t: "link", href, c: [{ t: "strong", c: [href] }] }] });
  const box = shown([link("https://e.example/"), link("javascript:alert(1)"), link("mailto:a@b.example")]);
  const links = [...box.querySelectorAll("a")];
  expect(links.map((a) => [a.getAttribute("href"), a.rel, a.target])).toEqual([
    ["https://e.example/", "noopener noreferrer nofollow", "_blank"],
  ]);
  expect(box.textContent).toContain("javascript:alert(1)");
});

test("what visitors write is text", () => {
  const box = document.createElement("div");
  render(h(TextWithLinks, { text: '<img src=x onerror=alert(1)> https://e.example/"onclick="x <b>' }), box);
  expect(box.querySelectorAll("img, b").length).toBe(0);
  expect(box.textContent).toBe('<img src=x onerror=alert(1)> https://e.example/"onclick="x <b>');
  expect([...box.querySelectorAll("a")].map((a) => a.getAttribute("href"))).toEqual(["https://e.example/"]);
});
