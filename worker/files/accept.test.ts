import { describe, expect, it } from "vitest";
import { IMAGE_MAX_PIXELS } from "../../protocol/limits.ts";
import { accept } from "./accept.ts";
import * as made from "./pictures.fixture.ts";

const { bytesOf } = made;
const kindOf = (bytes: Uint8Array, name = "x"): string => {
  const accepted = accept(bytes, name);
  return accepted.kind === "accepted" ? accepted.file.type : accepted.code;
};

describe("what is accepted, whatever it is called", () => {
  it.each([
    ["image/png", made.png()],
    ["image/jpeg", made.jpeg()],
    ["image/webp", made.webp()],
    ["image/gif", made.gif()],
    ["application/pdf", bytesOf("%PDF-1.7\n1 0 obj <</S/JavaScript/JS(app.alert(1))>>")],
    ["text/plain", bytesOf("Fehler 42: Größe\r\nпривет <script>alert(1)</script>")],
    ["text/plain", bytesOf([0xef, 0xbb, 0xbf], "a < b")],
    ["text/plain", bytesOf("<3 this shop")],
  ])("%s", (type, bytes) => {
    expect(kindOf(bytes, "page.html")).toBe(type);
    expect(kindOf(bytes, "")).toBe(type);
  });

  it("says what it is", () => {
    expect(accept(made.jpeg({ more: [made.jpegExif(6)] }), "C:\\Users\\Ada\\IMG_1.JPG")).toMatchObject({
      file: { name: "IMG_1.jpg", type: "image/jpeg", width: 480, height: 640 },
    });
    const { file, bytes } = accept(made.png({ more: made.PNG_METADATA }), "a.png") as Extract<
      ReturnType<typeof accept>,
      { kind: "accepted" }
    >;
    expect(file.size).toBe(bytes.byteLength);
    expect(accept(bytesOf("hello"), "a.txt")).toEqual({
      kind: "accepted",
      file: { name: "a.txt", type: "text/plain", size: 5 },
      bytes: bytesOf("hello"),
    });
  });
});

/** Section E of the abuse cases, and their kin. */
const BAD: readonly (readonly [string, string | Uint8Array])[] = [
  ["SVG", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ["SVG behind a declaration", '<?xml version="1.0"?><svg onload="alert(1)"/>'],
  ["SVG behind a comment", "<!-- a --><svg/>"],
  ["SVG behind a byte-order mark and space", bytesOf([0xef, 0xbb, 0xbf], " \n\t<SVG>")],
  ["HTML", "<!DOCTYPE html><script>alert(1)</script>"],
  ["HTML in capitals", "  <HTML>"],
  ["a script", "<script>alert(1)</script>"],
  ["any element", "<custom-element>"],
  ["an end of one", "</title><script>"],
  ["XML", "<?xml-stylesheet href='x'?>"],
  ["UTF-16", bytesOf([0xff, 0xfe, 0x3c, 0x00])],
  ["text with NUL", "abc\0def"],
  ["broken UTF-8", bytesOf("abc", 0xc3)],
  ["Latin-1", bytesOf("Gr", 0xf6, "sse")],
  ["a program", bytesOf("MZ", 0x90, 0)],
  ["an archive", bytesOf("PK", 3, 4, 0)],
  ["half a PNG header", made.png().subarray(0, 20)],
  ["PNG's name, then HTML", bytesOf(made.png().subarray(0, 8), "<html><script>")],
  ["GIF that is JavaScript", "GIF89a/*\0\0*/=1;alert(1)//"],
  ["JPEG's first bytes, then HTML", bytesOf([0xff, 0xd8, 0xff], "<script>")],
  ["WebP's name, then HTML", "RIFF\x10\0\0\0WEBP<script>alert(1)</script>"],
  ["AVIF", bytesOf([0, 0, 0, 28], "ftypavif")],
  ["BMP", bytesOf("BM", 0, 0, 0, 0)],
];

describe("what is refused, whatever it is called and declared", () => {
  it.each(BAD)("%s", (_, content) => {
    const bytes = typeof content === "string" ? bytesOf(content) : content;
    for (const name of ["a.png", "a.txt", "a.pdf", ""]) expect(kindOf(bytes, name)).toBe("unsupported_file");
  });

  it("nothing at all", () => expect(kindOf(bytesOf())).toBe("empty"));

  it.each([
    ["20 000 × 20 000", made.png({ width: 20_000, height: 20_000 })],
    ["1 × 1e9", made.png({ width: 1, height: 1_000_000_000 })],
    ["frames of a GIF", made.gif({ more: [made.gifFrame(60_000, 60_000)] })],
    ["65 000 × 65 000 JPEG", made.jpeg({ width: 65_000, height: 65_000 })],
  ])("%s pixels", (_, bytes) => expect(kindOf(bytes)).toBe("too_many_pixels"));

  it("not one pixel too few", () => {
    expect(kindOf(made.png({ width: 1, height: IMAGE_MAX_PIXELS }))).toBe("image/png");
    expect(kindOf(made.png({ width: 1, height: IMAGE_MAX_PIXELS + 1 }))).toBe("too_many_pixels");
  });
});

it("a GIF that is JavaScript as well comes out as a GIF alone", () => {
  const bytes = bytesOf(made.gif({ more: [made.GIF_METADATA[0] ?? bytesOf()] }), "=1;alert(1)");
  const accepted = accept(bytes, "x.js");
  expect(accepted).toMatchObject({ file: { name: "x.js.gif", type: "image/gif" } });
  expect(accepted.kind === "accepted" && made.holds(accepted.bytes, "alert")).toBe(false);
});
