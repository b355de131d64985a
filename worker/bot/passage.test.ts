import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block } from "../../protocol/article.ts";
import { terms } from "../kb/analysis.ts";
import { plainText } from "../kb/plain-text.ts";
import { article, ENGLISH, openSample } from "../kb/sample.fixture.ts";
import { passageOf } from "./passage.ts";

const kb = openSample(ENGLISH);
function passage(body: string, question = "") {
  const base = openSample({ "a/a": article("Title", ["q"], body) });
  const stored = base.articles.get("a/a");
  if (stored === undefined) throw new Error("no article");
  return { ...passageOf(stored, terms(question, "en"), base), body: stored.body };
}
const invoice = (question: string) => {
  const stored = kb.articles.get("billing/invoice");
  return stored === undefined ? null : passageOf(stored, terms(question, "en"), kb);
};

describe("passageOf", () => {
  it("shows a short article whole", () => {
    expect(passage("One.\n\nTwo.")).toMatchObject({ whole: true, passage: [{ t: "p" }, { t: "p" }] });
  });

  it("shows the title of an article without text, and of one whose text is too long for a chat", () => {
    expect(passage("")).toMatchObject({ whole: true, passage: [{ t: "p", c: ["Title"] }] });
    expect(passage("long ".repeat(500))).toMatchObject({ whole: false, passage: [{ t: "p", c: ["Title"] }] });
  });

  it("chooses the section that the question is about", () => {
    const found = invoice("change the tax number on the invoice address");
    expect(found?.whole).toBe(false);
    expect(found?.passage.map((block) => block.t)).toEqual(["h", "p", "list"]);
    expect(invoice("where is it")?.passage[0]).toMatchObject({ t: "p" });
  });

  it("cuts between blocks, never after a heading or half a sentence", () => {
    const words = "word ".repeat(60);
    const { passage: shown } = passage(
      `${words}\n\n${words}\n\nDo this:\n\n- ${words}\n- ${words}\n\n## More\n\n${words}`,
    );
    expect(shown.map((block) => block.t)).toEqual(["p", "p"]);
    const lead = passage(`Do this:\n\n- ${words}\n- ${words}\n- ${words}\n\nThen that.`).passage;
    expect(lead.map((block) => block.t)).toEqual(["p", "list"]);
  });

  it("brings the sections after a short introduction along as they fit", () => {
    const { passage: shown } = passage(`It depends.\n\n## A\n\nFirst.\n\n## B\n\n${"b ".repeat(400)}`);
    expect(shown.map((block) => block.t)).toEqual(["p", "h", "p"]);
  });

  it("never answers with an image alone, but leaves it where it belongs", () => {
    const img: Block = { t: "img", src: "/media/a.png", alt: "The menu", width: 640, height: 480 };
    const p = (text: string): Block => ({ t: "p", c: [text] });
    const h = (id: string): Block => ({ t: "h", level: 2, id, c: [id] });
    const of = (body: Block[], question = "") => {
      const [stored] = kb.articles.values();
      if (stored === undefined) throw new Error("no article");
      return passageOf({ ...stored, title: "Title", body }, terms(question, "en"), kb);
    };
    expect(of([img])).toEqual({ passage: [p("Title"), img], whole: true });
    expect(of([h("a"), img, img])).toEqual({ passage: [p("Title"), img], whole: false });
    expect(of([p("Press it:"), img])).toMatchObject({ whole: true });
    // Pictures fill a chat too: not five of them at once.
    expect(of([p("Text."), img, img, img, img, img]).passage).toHaveLength(3);
    const long = p("word ".repeat(130));
    const picked = of([long, h("password"), img, p("Text."), h("b"), long], "password");
    expect(picked.passage).toEqual([h("password"), img, p("Text.")]);
    expect(of([long, h("password"), img], "password menu").passage).toEqual([long]);
  });

  it("is made of whole blocks of the article in their order, of bounded size", () => {
    const block = fc.constantFrom(
      "## Head",
      "Short text.",
      "Do this:",
      "- one\n- two",
      "> quote",
      `${"many words ".repeat(40)}`,
      `${"far too many ".repeat(200)}`,
      "---",
    );
    fc.assert(
      fc.property(
        fc.array(block, { minLength: 1, maxLength: 12 }),
        fc.constantFrom("", "quote", "many words", "head"),
        (parts, question) => {
          const { passage: shown, whole, body } = passage(parts.join("\n\n"), question);
          expect(shown.length).toBeGreaterThan(0);
          expect(plainText(shown).length).toBeLessThanOrEqual(5_000);
          if (whole && body.length > 0) expect(shown).toEqual(body);
          if (JSON.stringify(shown) === '[{"t":"p","c":["Title"]}]') return;
          const start = body.findIndex((one) => one === shown[0]);
          expect(start).toBeGreaterThanOrEqual(0);
          if (!whole) expect(shown.at(-1)?.t).not.toBe("h");
        },
      ),
      { numRuns: 40 },
    );
  });
});
