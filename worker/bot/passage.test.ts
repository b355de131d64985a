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
    let made = 0;
    const of = (body: Block[], question = "") => {
      const [stored] = kb.articles.values();
      if (stored === undefined) throw new Error("no article");
      return passageOf({ ...stored, id: `made/${made++}`, title: "Title", body }, terms(question, "en"), kb);
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

  it("chooses pieces of a long section, with the heading over them", () => {
    const filler = `${"Plain filler of no use. ".repeat(12)}`;
    const { passage: shown } = passage(
      `Short.\n\n## Printing\n\n${filler}\n\n${filler}\n\n${filler}\n\nThe magenta cartridge is empty.\n\n${filler}`,
      "magenta cartridge",
    );
    expect(shown[0]).toMatchObject({ t: "h", id: "printing" });
    expect(plainText(shown)).toContain("magenta cartridge");
    expect(plainText(shown).length).toBeLessThanOrEqual(600);
  });

  it("says the heading that the question says, and stays with the introduction where one word is in common", () => {
    const filler = "Some more words that fill the page. ".repeat(20);
    const text = `Press **Save**.\n\n${filler}\n\n## The letter does not arrive\n\nLook into spam.\n\n## Another way\n\nLeave it to us at work.`;
    expect(passage(text, "my letter did not arrive").passage[0]).toMatchObject({ id: "the-letter-does-not-arrive" });
    expect(passage(text, "arrive somewhere beautiful tomorrow evening").passage[0]).toMatchObject({ t: "p" });
  });

  it("keeps a list with the sentence before it, and with its own steps after an explanation", () => {
    const steps = "- word word word word\n".repeat(45);
    const lead = passage(`Do it this way.\n\n${steps}\n\nMore.`);
    expect(lead.passage.map((block) => block.t)).toEqual(["p", "list"]);
    const counted = passage(
      `1. One ${"word ".repeat(60)}\n2. Two\n\nWait a moment ${"word ".repeat(60)}\n\n3. Three ${"word ".repeat(60)}`,
    );
    expect(counted.passage.map((block) => block.t)).toEqual(["list", "p", "list"]);
  });

  it("shows no beginning of what is too long to be shown whole", () => {
    const huge = "- many words of a list\n".repeat(120);
    expect(passage(`${"Text. ".repeat(120)}\n\nDo this:\n\n${huge}`).passage.map((block) => block.t)).toEqual(["p"]);
    expect(passage(`Do this:\n\n${huge}`)).toMatchObject({ whole: false, passage: [{ t: "p", c: ["Title"] }] });
  });

  it("is made of whole blocks of the article in their order, of bounded size", () => {
    const block = fc.constantFrom(
      "## Head",
      "Short text.",
      "Do this:",
      "- one\n- two",
      "1. one\n2. two",
      "Between.\n\n3. three",
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
          const places = shown.map((one) => body.indexOf(one));
          expect(places).not.toContain(-1);
          expect(places).toEqual(places.toSorted((a, b) => a - b));
          expect(plainText(shown).trim()).not.toBe("");
          if (whole) return;
          const [first, last] = [places[0] ?? 0, places.at(-1) ?? 0];
          expect(["h", "hr"]).not.toContain(body[last]?.t);
          expect(plainText(body.slice(last, last + 1))).not.toMatch(/:$/);
          // Nothing begins or ends within a list that an explanation parts.
          for (const at of [first, last + 1]) expect(body[at]).not.toMatchObject({ t: "list", start: 3 });
        },
      ),
      { numRuns: 40 },
    );
  });
});
