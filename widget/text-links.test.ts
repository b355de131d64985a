import { expect, test } from "vitest";
import { textPieces } from "./text-links.ts";

const links = (text: string): string[] => textPieces(text).flatMap((p) => (p.href ? p.text : []));

test.each([
  ["see https://a.example/x.", ["https://a.example/x"]],
  ["(https://a.example/x)", ["https://a.example/x"]],
  ["https://a.example/wiki/A_(b)", ["https://a.example/wiki/A_(b)"]],
  ["https://a.example/wiki/A_(b), and", ["https://a.example/wiki/A_(b)"]],
  ["«https://a.example/путь»", ["https://a.example/путь"]],
  ["HTTPS://A.EXAMPLE/?q=1&r=2!", ["HTTPS://A.EXAMPLE/?q=1&r=2"]],
  ["[http://a.example/]…", ["http://a.example/"]],
  ["one https://a.example two http://b.example?", ["https://a.example", "http://b.example"]],
  ["javascript:alert(1) data:text/html,x mailto:a@b.example www.example.com", []],
  ["https://bank.example@evil.example/", []],
  ["https://", []],
  ["http://[", []],
  ["no address", []],
  ["", []],
])("%j", (text, found) => {
  expect(links(text)).toEqual(found);
  expect(
    textPieces(text)
      .map((p) => p.text)
      .join(""),
  ).toBe(text);
});

test("an address is what the browser makes of it", () => {
  expect(textPieces("https://a.example/a b")[0]).toEqual({ text: "https://a.example/a", href: "https://a.example/a" });
});
