// @vitest-environment happy-dom
import { describe, expect, test, vi } from "vitest";
import type { Action, Block } from "../protocol/article.ts";
import { MessageBody } from "./message-body.ts";
import { safeHref } from "./safe-href.ts";

const open = vi.fn();
const emit = vi.fn();
const build = new MessageBody({
  settings: { server: "https://support.example" },
  port: { emit },
  showArticle: open,
});

function built(blocks: Block[]): HTMLElement {
  const root = document.createElement("div");
  root.append(...build.blocks(blocks));
  return root;
}

describe("addresses", () => {
  test.each(["https://example.com/", "http://example.com/", "mailto:help@example.com", "tel:+100"])("%s", (href) => {
    expect(safeHref(href)).toBe(href);
  });

  test.each([
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "\u0001javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "blob:https://example.com/1",
    "file:///etc/passwd",
    "//example.com",
    "/relative",
    "",
  ])("%j is refused", (href) => {
    expect(safeHref(href)).toBeNull();
  });

  test("a refused link leaves its words", () => {
    const root = built([{ t: "p", c: ["see ", { t: "link", href: "javascript:alert(1)", c: ["this"] }] }]);
    expect(root.textContent).toBe("see this");
    expect(root.querySelector("a")).toBeNull();
  });

  test("an allowed link opens outside, without a way back to the page", () => {
    const anchor = built([{ t: "p", c: [{ t: "link", href: "https://example.com/a", c: ["a"] }] }]).querySelector("a");
    expect(anchor?.getAttribute("href")).toBe("https://example.com/a");
    expect(anchor?.getAttribute("target")).toBe("_blank");
    expect(anchor?.getAttribute("rel")).toBe("noopener noreferrer");
  });
});

describe("text is text", () => {
  const hostile = `<img src=x onerror=alert(1)><script>alert(1)</script>"'&amp;`;

  test("in every kind of block", () => {
    const inline = [hostile, { t: "strong" as const, c: [hostile] }, { t: "code" as const, text: hostile }];
    const root = built([
      { t: "p", c: inline },
      { t: "h", level: 2, id: hostile, c: inline },
      { t: "list", ordered: true, start: 3, items: [[{ t: "p", c: inline }]] },
      { t: "code", text: hostile },
      { t: "quote", c: [{ t: "p", c: inline }] },
      { t: "table", head: [inline], rows: [[inline]] },
    ]);
    expect(root.querySelector("img, script")).toBeNull();
    expect(root.textContent?.split(hostile)).toHaveLength(3 * 6 + 1 + 1);
    expect(root.querySelector("ol")?.getAttribute("start")).toBe("3");
  });

  test("in the label of an action", () => {
    const [node] = build.actions([{ label: hostile, href: "https://example.com/" }]);
    expect(node?.textContent).toBe(hostile);
  });
});

test("a reference opens the article in the panel", () => {
  const button = built([{ t: "p", c: [{ t: "ref", article: "a/b", c: ["b"] }] }]).querySelector("button");
  button?.click();
  expect(open).toHaveBeenCalledExactlyOnceWith("a/b");
});

describe("images", () => {
  const image = (src: string) =>
    built([{ t: "img", src, alt: "A screen", width: 640, height: 400 }]).querySelector("img");

  test("come from the support server, when they are needed, in their place", () => {
    const img = image("/media/0123456789abcdef.png");
    expect(img?.src).toBe("https://support.example/media/0123456789abcdef.png");
    expect([img?.alt, img?.width, img?.height, img?.getAttribute("loading")]).toEqual(["A screen", 640, 400, "lazy"]);
  });

  test.each([
    "https://evil.example/media/x.png",
    "//evil.example/media/x",
    "/media/../v1/x",
    "media/x",
    "data:image/png;base64,",
  ])("%j is left out", (src) => {
    expect(image(src)).toBeNull();
  });
});

test("kinds of a later version are left out, their neighbours stay", () => {
  const later = [
    { t: "video", src: "x" },
    { t: "p", c: [{ t: "blink", c: ["x"] }, "stays"] },
  ] as unknown as Block[];
  expect(built(later).textContent).toBe("stays");
});

describe("actions", () => {
  test("an event goes to the page", () => {
    build.actions([{ label: "Tour", event: "tour" }])[0]?.click();
    expect(emit).toHaveBeenCalledExactlyOnceWith("support-action", { event: "tour", respond: expect.any(Function) });
  });

  test("what the page answers stands under the button, as text, at once or later", async () => {
    const [button] = build.actions([{ label: "Order", event: "order" }]);
    document.createElement("div").append(button ?? "");
    button?.click();
    const respond: (text: string | Promise<string>) => void = emit.mock.lastCall?.[1].respond;
    respond("<b>on its way</b>");
    await Promise.resolve();
    const answer = button?.nextElementSibling;
    expect([answer?.textContent, answer?.children.length, answer?.role]).toEqual(["<b>on its way</b>", 0, "status"]);
    respond(Promise.reject(new Error("no order")));
    respond(Promise.resolve("delivered"));
    await vi.waitFor(() => expect(answer?.textContent).toBe("delivered"));
  });

  test("a link that may not be followed is no button", () => {
    const bad: Action = { label: "x", href: "javascript:alert(1)" };
    expect(build.actions([bad])).toEqual([]);
  });
});
