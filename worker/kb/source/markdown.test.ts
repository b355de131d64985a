import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block, Inline } from "../../../protocol/article.ts";
import { plainText } from "../plain-text.ts";
import { markdownBlocks } from "./markdown.ts";

function read(text: string, line = 1) {
  const faults: string[] = [];
  const references: string[] = [];
  const body = markdownBlocks(text, line, {
    category: "account",
    locale: "en",
    report: (level, kind, at, reason) => faults.push(`${level} ${kind} ${at}: ${reason}`),
    onReference: (id, at) => references.push(`${id} ${at}`),
    onHeadingLink: (id, at) => references.push(`#${id} ${at}`),
    lines: new Map(),
    image: (src) => (src.endsWith("ok.png") ? { file: "ok.png", width: 640, height: 480 } : { fault: `no ${src}` }),
  });
  return { body, faults, references };
}

describe("markdownBlocks", () => {
  it("gives no two headings one id", () => {
    const { body } = read("# Part\n# Part\n# Part 2\n# Part\n# Part 2\n# !\n# ?");
    const ids = body.map((block) => (block.t === "h" ? block.id : ""));
    expect(ids).toEqual(["part", "part-2", "part-2-2", "part-3", "part-2-3", "section", "section-2"]);
  });

  it.each<[string, Block[]]>([
    [
      "**a** *b* ~~c~~ `d`",
      [
        {
          t: "p",
          c: [
            { t: "strong", c: ["a"] },
            " ",
            { t: "em", c: ["b"] },
            " ",
            { t: "del", c: ["c"] },
            " ",
            { t: "code", text: "d" },
          ],
        },
      ],
    ],
    ["one\ntwo  \nthree", [{ t: "p", c: ["one two", { t: "br" }, "three"] }]],
    [
      "# A\n## A\n##### Ё й",
      [
        { t: "h", level: 2, id: "a", c: ["A"] },
        { t: "h", level: 2, id: "a-2", c: ["A"] },
        { t: "h", level: 4, id: "е-й", c: ["Ё й"] },
      ],
    ],
    ["3. a\n4. b", [{ t: "list", ordered: true, start: 3, items: [[{ t: "p", c: ["a"] }], [{ t: "p", c: ["b"] }]] }]],
    [
      "- a\n\n  - b",
      [
        {
          t: "list",
          ordered: false,
          items: [
            [
              { t: "p", c: ["a"] },
              { t: "list", ordered: false, items: [[{ t: "p", c: ["b"] }]] },
            ],
          ],
        },
      ],
    ],
    ["> q\n\n---", [{ t: "quote", c: [{ t: "p", c: ["q"] }] }, { t: "hr" }]],
    ["```js\n<b>&amp;\n```", [{ t: "code", text: "<b>&amp;" }]],
    ["|a|b|\n|-|-|\n|1|**2**|", [{ t: "table", head: [["a"], ["b"]], rows: [[["1"], [{ t: "strong", c: ["2"] }]]] }]],
    ["&lt;b&gt; \\*x\\*", [{ t: "p", c: ["<b> *x*"] }]],
    [
      "<https://a.example/?q=1> and help@a.example",
      [
        {
          t: "p",
          c: [
            { t: "link", href: "https://a.example/?q=1", c: ["https://a.example/?q=1"] },
            " and ",
            { t: "link", href: "mailto:help@a.example", c: ["help@a.example"] },
          ],
        },
      ],
    ],
    ["see readme.md", [{ t: "p", c: ["see readme.md"] }]],
    ["[call][1]\n\n[1]: tel:+37410000000", [{ t: "p", c: [{ t: "link", href: "tel:+37410000000", c: ["call"] }] }]],
  ])("%s", (text, expected) => {
    expect(read(text)).toMatchObject({ body: expected, faults: [] });
  });

  it("makes links to articles references, with their line", () => {
    const { body, references } = read("first\n[a](other.md)\n[b](../billing/pay.md)\n[](./third.md)", 10);
    expect(references).toEqual(["account/other 11", "billing/pay 12", "account/third 13"]);
    expect(JSON.stringify(body)).toContain('{"t":"ref","article":"billing/pay","c":["b"]}');
  });

  it("drops HTML with a warning; the text inside of inline tags stays", () => {
    const { body, faults } = read(
      'a <b onclick="x">bold</b> <!-- note -->\n\n<iframe src="https://e.example"></iframe>\n\n<!-- c -->\n\n<style>p{}</style>',
    );
    expect(body).toEqual([{ t: "p", c: ["a bold "] }]);
    expect(faults).toEqual([
      'warning html 1: HTML is left out: <b onclick="x">',
      "warning html 1: HTML is left out: </b>",
      "warning html 3: a block of HTML is left out",
      "warning html 7: a block of HTML is left out",
    ]);
  });

  const picture = { t: "img", src: "/media/ok.png", alt: "The button", width: 640, height: 480 };

  it.each<[string, Block[]]>([
    ["![The **button**](../../images/ok.png)", [picture as Block]],
    ['![The button][1]\n\n[1]: ok.png "Title"', [picture as Block]],
    ["- ![The button](ok.png)", [{ t: "list", ordered: false, items: [[picture as Block]] }]],
    ["> ![The button](ok.png)", [{ t: "quote", c: [picture as Block] }]],
  ])("makes a block of a paragraph that is an image: %s", (text, expected) => {
    expect(read(text)).toMatchObject({ body: expected, faults: [] });
  });

  it("puts the description in place of an image that cannot be shown, and says why", () => {
    const { body, faults } = read(
      '![the `<b>` button](x.png" onerror="alert(1))\n\n![Gone](gone.png)\n\n![](gone.png)',
    );
    expect(JSON.stringify(body)).not.toMatch(/"t":"(img|link)"/);
    expect(faults).toContain("warning image 3: no gone.png");
    expect(body.at(-1)).toEqual({ t: "p", c: ["Gone"] });
    expect(faults.slice(-2)).toEqual([
      "warning image 5: image without a description: ![what it shows](…), for those who do not see it",
      "warning image 5: no gone.png",
    ]);
    expect(read("![](ok.png)")).toMatchObject({ body: [{ ...picture, alt: "" }], faults: [expect.any(String)] });
  });

  it.each([
    ["![the button](ok.png) here", "the button here"],
    ["a\n![the\nbutton](ok.png)", "a the button"],
    ["![a](ok.png)\n![b](ok.png)", "a b"],
    ["[![a](ok.png)](https://a.example)", "a"],
  ])("leaves the words of an image within a text: %s", (text, expected) => {
    const { body, faults } = read(text, 4);
    expect([body.length, body[0]?.t, plainText(body)]).toEqual([1, "p", expected]);
    expect(faults[0]).toMatch(/^warning image [45]: image within a text: put the image into a paragraph of its own$/);
  });

  it.each([
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#x0A;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](vbscript:x)",
    "[x](data:text/html,x)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://a.example/1)",
    "<javascript:alert(1)>",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "[x](//evil.example)",
    "[x](/path)",
    "[x](#)",
    "[x](../../etc/passwd.md)",
    "[x](https://bank.example@evil.example/)",
    "[x](https://)",
  ])("refuses %s and names the line", (text) => {
    const { body, faults } = read(`\n\n${text}`, 5);
    expect(faults).toEqual([expect.stringMatching(/^error link 7: link: .+ got /)]);
    expect(JSON.stringify(body)).not.toContain('"t":"link"');
  });

  it("leaves it to the article whether a heading exists, and gives headings the ids that their writer chose", () => {
    const { body, faults, references } = read("[x](#part)\n\n# **Ein** Teil {#part}\n# Part\n# {#bare}", 5);
    expect(faults).toEqual([]);
    expect(references).toEqual(["#part 5"]);
    expect(body[0]).toEqual({ t: "p", c: [{ t: "link", href: "#part", c: ["x"] }] });
    expect(body.slice(1)).toEqual([
      { t: "h", level: 2, id: "part", c: [{ t: "strong", c: ["Ein"] }, " Teil"] },
      { t: "h", level: 2, id: "part-2", c: ["Part"] },
      { t: "h", level: 2, id: "bare", c: [] },
    ]);
  });

  it("refuses nesting that no reader wants", () => {
    expect(read(`${"> ".repeat(60)}x`).faults[0]).toMatch(/^error nesting 1:/);
  });

  it("lets only the protocol's nodes through, whatever the text", () => {
    const BLOCKS = new Set(["p", "h", "list", "code", "quote", "table", "hr", "img"]);
    const INLINES = new Set(["strong", "em", "del", "code", "br", "link", "ref"]);
    const inline = (nodes: readonly Inline[]): void => {
      for (const node of nodes) {
        if (typeof node === "string") continue;
        expect(INLINES).toContain(node.t);
        if (node.t === "link") expect(node.href).toMatch(/^(https?:\/\/|mailto:|tel:)/);
        if ("c" in node) inline(node.c);
      }
    };
    const blocks = (list: readonly Block[]): void => {
      for (const block of list) {
        expect(BLOCKS).toContain(block.t);
        if (block.t === "p" || block.t === "h") inline(block.c);
        if (block.t === "img") expect(block.src).toBe("/media/ok.png");
        if (block.t === "quote") blocks(block.c);
        if (block.t === "list") block.items.forEach(blocks);
        if (block.t === "table") [block.head, ...block.rows].flat().forEach(inline);
      }
    };
    const piece = fc.constantFrom(
      "<script>alert(1)</script>",
      "[a](javascript:x)",
      "[a](https://a.example)",
      "![i](x)",
      "![i](ok.png)",
      "<b>",
      "</b>",
      "**",
      "*",
      "~~",
      "`",
      "# ",
      "\n",
      "\n\n",
      "- ",
      "> ",
      "| a | b |\n|--|--|\n",
      "```\n",
      "&lt;",
      "<!--",
      "-->",
      "[r]: data:x\n",
      "[r]",
      "word",
      "\\",
      "http://x.example",
      "\u202e",
      "\ud800",
      "\u0000",
      "1. ",
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => blocks(read(pieces.join("")).body)));
  });

  it("takes plain words as they are", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zа-яё]{1,8}$/), { minLength: 1, maxLength: 20 }), (list) => {
        expect(plainText(read(list.join(" ")).body)).toBe(list.join(" "));
      }),
    );
  });
});
