import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainText } from "../worker/kb/plain-text.ts";
import { compile } from "../worker/kb/source/compile.ts";
import { importRecords } from "./kb-import.ts";
import { openRecords } from "./kb-memory.ts";

const OPTIONS = { site: "demo", today: "2026-11-21", markdown: false };
const line = (fields: Record<string, unknown>): string =>
  JSON.stringify({ id: "x", title: "T", locale: "en", ...fields });
const imported = (...lines: string[]) => importRecords(lines.join("\n"), OPTIONS);

describe("importRecords", () => {
  it("makes articles that build, and keeps the ids", () => {
    const { files, faults } = imported(
      line({
        id: "Refund_not_showing_up",
        questions: ["where: is my #refund?", " where: is my #refund? ", ""],
        tags: ["a"],
      }),
      line({ id: "refund not showing up", title: "Второй", locale: "ru", body: "Да." }),
      line({ id: "refund-not-showing-up" }),
      "",
      line({ id: "возврат" }),
      line({ id: "../../etc/passwd" }),
    );
    expect(faults).toEqual([]);
    expect(files.map((file) => file.path)).toEqual([
      "demo/en/general/refund-not-showing-up.md",
      "demo/ru/general/refund-not-showing-up.md",
      "demo/en/general/refund-not-showing-up-2.md",
      "demo/en/general/vozvrat.md",
      "demo/en/general/etc-passwd.md",
    ]);
    expect(files[0]?.text).toBe(
      '---\ntitle: T\nquestions:\n  - "where: is my #refund?"\ntags:\n  - a\nupdated: 2026-11-21\nsource: Refund_not_showing_up\n---\n',
    );
    const { sites, problems } = compile(
      files.map((file) => ({ ...file, bytes: 1 })),
      "kb",
    );
    expect(problems.filter((problem) => problem.level === "error")).toEqual([]);
    expect(sites[0]?.locales.get("en")?.map((a) => a.stored.source)).toContain("возврат");
  });

  it("names bad lines by number", () => {
    expect(
      imported(
        "{",
        line({ id: 7 }),
        line({}),
        line({}),
        line({ id: "y", locale: "../x" }),
        line({ id: "z", title: "" }),
      ).faults,
    ).toEqual([
      { line: 1, reason: "is not JSON" },
      { line: 2, reason: "id: text expected" },
      { line: 4, reason: "id x stands on an earlier line" },
      { line: 5, reason: "locale: en, ru … expected" },
      { line: 6, reason: "has neither title nor questions nor body" },
    ]);
  });

  it("takes a title from the questions or the text", () => {
    const { files } = imported(
      line({ id: "a", title: " ", questions: ["Where is it?"] }),
      line({ id: "b", title: "", body: "word ".repeat(40) }),
    );
    expect(files[0]?.text).toContain("title: Where is it?\n");
    expect(/title: (.*)\n/.exec(files[1]?.text ?? "")?.[1]?.length).toBeLessThanOrEqual(81);
  });

  it("keeps Markdown as it is when told so", () => {
    const { files } = importRecords(line({ body: "**bold**" }), { ...OPTIONS, markdown: true });
    expect(files[0]?.text).toMatch(/\n\n\*\*bold\*\*\n$/);
  });

  it("imports plain text as text, whatever it looks like", () => {
    const squeeze = (text: string): string => text.replace(/\s+/g, " ").trim();
    const piece = fc.constantFrom(
      "# ",
      "- ",
      "1. ",
      "1) ",
      "> ",
      "**",
      "_",
      "`",
      "~~~",
      "<b>",
      "<!--",
      "](javascript:x)",
      "[a]",
      "![",
      "&amp;",
      "|",
      "\\",
      "\n",
      "\n\n",
      "    ",
      "---",
      "===",
      "word",
      "http://a.example",
      "a@b.example",
      "слово",
      "+",
      "\t",
      "www.a.example",
      "https://user@x.example/",
      "* ",
      "```",
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 25 }), (pieces) => {
        const body = pieces.join("");
        const { files } = imported(line({ body }));
        const { sites, problems } = compile(
          files.map((file) => ({ ...file, bytes: 1 })),
          "kb",
        );
        expect(problems.filter((problem) => problem.level === "error")).toEqual([]);
        const [stored] = sites[0]?.locales.get("en") ?? [];
        expect(squeeze(plainText(stored?.stored.body ?? []))).toBe(squeeze(body));
      }),
    );
  });
});

it("opens records without files in between", () => {
  const kb = openRecords(line({ id: "A_1", questions: ["how"] })).get("en");
  expect(kb?.articles.get("general/a-1")?.source).toBe("A_1");
  expect(() => openRecords("nonsense")).toThrow("is not JSON");
});
