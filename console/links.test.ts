import fc from "fast-check";
import { expect, test } from "vitest";
import { linkParts } from "./links.ts";

test.each([
  ["see https://example.org/a?b=1#c.", ["https://example.org/a?b=1#c"]],
  ["(https://example.org)", ["https://example.org"]],
  ["https://example.org/wiki/A_(b)", ["https://example.org/wiki/A_(b)"]],
  ["«https://пример.рф/путь»!", ["https://пример.рф/путь"]],
  ["https://a.example, http://b.example", ["https://a.example", "http://b.example"]],
  ["HTTPS://EXAMPLE.ORG", ["HTTPS://EXAMPLE.ORG"]],
  ["javascript:alert(1) data:text/html,x ftp://a.example //b.example www.c.example", []],
  ["https://", []],
  ["", []],
])("%j", (text, addresses) => {
  expect(
    linkParts(text)
      .filter((p) => p.href !== null)
      .map((p) => p.text),
  ).toEqual(addresses);
});

test("nothing of the text is lost, and only web addresses are links", () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom("https://e.example/a", "http://", " ", ")", ".", "javascript:x"));
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join("");
      const parts = linkParts(text);
      expect(parts.map((p) => p.text).join("")).toBe(text);
      for (const { href } of parts) if (href !== null) expect(href).toMatch(/^https?:\/\//);
    }),
  );
});
