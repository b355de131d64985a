import * as fc from "fast-check";
import { expect, it } from "vitest";
import { FILE_NAME_MAX } from "../../protocol/limits.ts";
import { FILE_TYPES } from "../../protocol/model.ts";
import { fileName } from "./file-name.ts";

it.each([
  ["photo.png", "image/png", "photo.png"],
  ["Фото с телефона.JPEG", "image/jpeg", "Фото с телефона.jpeg"],
  ["صورة.webp", "image/webp", "صورة.webp"],
  ["👩‍👧 family.gif", "image/gif", "👩‍👧 family.gif"],
  // What pretends.
  ["photo\u202egpj.exe", "image/png", "photogpj.exe.png"],
  ["exe.\u202egnp", "image/jpeg", "exe.gnp.jpg"],
  ["invoice.pdf.exe", "application/pdf", "invoice.pdf.exe.pdf"],
  ["photo.jpg", "image/png", "photo.png"],
  ["page.html", "text/plain", "page.html.txt"],
  ["run.bat", "text/plain", "run.bat.txt"],
  ["sums.csv", "text/plain", "sums.csv.txt"],
  ["server.log", "text/plain", "server.log"],
  ["image.svg", "image/gif", "image.svg.gif"],
  // Paths.
  ["../../etc/passwd", "text/plain", "passwd.txt"],
  ["C:\\Users\\Ada\\x.png", "image/png", "x.png"],
  ["/", "image/png", "file.png"],
  ["..", "image/png", "file.png"],
  [".htaccess", "text/plain", "htaccess.txt"],
  ["a:b*c?.png", "image/png", "a_b_c_.png"],
  ['<img src=x onerror="1">.png', "image/png", "_img src=x onerror=_1__.png"],
  // One line, and something to call it by.
  ["a\r\nSet-Cookie: x\n.png", "image/png", "a Set-Cookie_ x.png"],
  ["a\u2028b\u2029c\u0000\u0007d\u0085.png", "image/png", "a b cd.png"],
  ["a.png   ", "image/png", "a.png"],
  // What goes from between two spaces leaves one.
  ["a \u0000 \u200b b.png", "image/png", "a b.png"],
  ["", "application/pdf", "file.pdf"],
  ["\u200b\ufeff.txt", "text/plain", "file.txt"],
  ["\ud800half.png", "image/png", "half.png"],
  ["e\u0301.png", "image/png", "\u00e9.png"],
] as const)("%j as %s is %j", (given, type, expected) => expect(fileName(given, type)).toBe(expected));

it("10 000 combining marks do not climb out of their line", () => {
  expect(fileName(`a${"\u0316".repeat(10_000)}.png`, "image/png")).toBe(`a${"\u0316".repeat(4)}.png`);
});

it("a name that is too long keeps its ending", () => {
  const name = fileName(`${"😀".repeat(300)}.jpeg`, "image/jpeg");
  expect([...name]).toHaveLength(FILE_NAME_MAX);
  expect(name.endsWith("😀.jpeg")).toBe(true);
});

it("a header full of dots is read at once", () => {
  for (const sign of [".", " ", "\u0316", "a."]) fileName(`${sign.repeat(200_000)}x`, "text/plain");
});

it("whatever is given: 1 to FILE_NAME_MAX code points, one line, no path, and stays as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), fc.constantFrom(...FILE_TYPES), (given, type) => {
      const name = fileName(given, type);
      expect([...name].length).toBeGreaterThan(0);
      expect([...name].length).toBeLessThanOrEqual(FILE_NAME_MAX);
      expect(name).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069/\\<>:"|?*]|^[. ]/u);
      expect(fileName(name, type)).toBe(name);
    }),
    { numRuns: 2_000 },
  );
});
