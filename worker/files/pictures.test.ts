import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanGif } from "./gif.ts";
import { cleanJpeg } from "./jpeg.ts";
import { orientationOf } from "./orientation.ts";
import * as made from "./pictures.fixture.ts";
import { cleanPng } from "./png.ts";
import { cleanWebp } from "./webp.ts";

const { bytesOf, holds } = made;

const KINDS = [
  { name: "PNG", clean: cleanPng, plain: made.png(), told: made.png({ more: made.PNG_METADATA }) },
  { name: "JPEG", clean: cleanJpeg, plain: made.jpeg(), told: made.jpeg({ more: made.JPEG_METADATA }) },
  { name: "WebP", clean: cleanWebp, plain: made.webp(), told: made.webp({ more: made.WEBP_METADATA }) },
  { name: "GIF", clean: cleanGif, plain: made.gif(), told: made.gif({ more: made.GIF_METADATA }) },
];

describe.each(KINDS)("$name", ({ name, clean, plain, told }) => {
  it("without metadata is handed on byte for byte, not copied", () => {
    const cleaned = clean(plain);
    expect(cleaned).toMatchObject(name === "GIF" ? { width: 64, height: 48 } : { width: 640, height: 480 });
    expect(cleaned?.bytes).toEqual(plain);
  });

  it("loses who made it and where", () => {
    expect(holds(told, "GPS")).toBe(true);
    const cleaned = clean(told);
    expect(cleaned && holds(cleaned.bytes, "GPS")).toBe(false);
    // Of WebP the extended header stays, which the plain one has not.
    if (name !== "WebP") expect(cleaned?.bytes).toEqual(plain);
    expect(clean(cleaned?.bytes ?? bytesOf())).toEqual(cleaned);
  });

  it("loses what stands behind its end", () => {
    const cleaned = clean(bytesOf(plain, "<script>GPS</script>", plain));
    expect(cleaned?.bytes).toEqual(plain);
  });

  it("cut off anywhere is no picture, or a whole one again", () => {
    for (let length = 0; length < told.byteLength; length++) {
      // What is not even as long as its header is no picture to begin with: the sniffer asks first.
      if (length < 12) continue;
      const cleaned = clean(told.subarray(0, length));
      if (cleaned) expect(holds(cleaned.bytes, "GPS")).toBe(false);
      if (name === "PNG" || name === "WebP" || name === "GIF") expect(cleaned).toBeNull();
    }
  });

  it("with any bytes changed is refused or read, and never throws", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(told.byteLength - 13), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        (changes) => {
          const bytes = told.slice();
          for (const [at, value] of changes) bytes[at + 12] = value;
          const cleaned = clean(bytes);
          if (cleaned) expect(cleaned.width * cleaned.height).toBeLessThanOrEqual(cleaned.pixels);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("made of anything behind its first bytes never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        clean(bytesOf(plain.subarray(0, 12), noise));
      }),
      { numRuns: 2_000 },
    );
  });
});

it("a PNG that moves stays whole, and its frames count", () => {
  const moving = made.png({ more: [made.pngChunk("acTL", bytesOf("12345678")), made.pngFrame(9_000, 9_000)] });
  expect(cleanPng(moving)).toMatchObject({ width: 640, height: 480, pixels: 81_000_000, bytes: moving });
});

it.each([
  ["no picture at all", made.png({ width: 0 })],
  ["a header that is not the first", bytesOf(made.png().subarray(0, 8), made.pngChunk("tEXt"), made.png().subarray(8))],
  ["a second header", made.png({ more: [made.png().slice(8, 33)] })],
])("PNG with %s is refused", (_, bytes) => expect(cleanPng(bytes)).toBeNull());

describe("a camera that was held otherwise", () => {
  it.each([
    [1, "MM", 640, 480],
    [3, "II", 640, 480],
    [6, "MM", 480, 640],
    [8, "II", 480, 640],
  ] as const)("orientation %i (%s) is shown %i × %i", (orientation, order, width, height) => {
    const cleaned = cleanJpeg(made.jpeg({ more: [made.jpegExif(orientation, order), ...made.JPEG_METADATA] }));
    expect(cleaned).toMatchObject({ width, height });
    expect(cleaned && holds(cleaned.bytes, "GPS")).toBe(false);
    expect(cleaned && holds(cleaned.bytes, "Exif")).toBe(orientation > 1);
    // Read again it says the same.
    expect(cleaned && cleanJpeg(cleaned.bytes)).toEqual(cleaned);
  });

  it.each([0, 9, 65_535])("%i is no orientation", (value) =>
    expect(orientationOf(bytesOf("Exif\0\0", made.exif(value)))).toBe(1),
  );

  it("an EXIF that leads out of itself says nothing", () => {
    const whole = bytesOf("Exif\0\0", made.exif(6));
    for (let length = 0; length < whole.byteLength; length++)
      expect([1, 6]).toContain(orientationOf(whole.subarray(0, length)));
    const far = whole.slice();
    far[10] = 0xff;
    expect(orientationOf(far)).toBe(1);
  });
});

describe("JPEG", () => {
  it("keeps its profile and Adobe's word on colours", () => {
    const more = [
      made.jpegSegment(0xe2, bytesOf("ICC_PROFILE\0", 1, 1)),
      made.jpegSegment(0xee, bytesOf("Adobe", 0, 100)),
    ];
    const bytes = made.jpeg({ more });
    expect(cleanJpeg(bytes)?.bytes).toEqual(bytes);
  });

  it("loses what is hidden between two scans", () => {
    const cleaned = cleanJpeg(made.jpeg({ between: made.JPEG_METADATA }));
    expect(cleaned?.bytes).toEqual(made.jpeg());
  });

  it("gets the end that a broken line has cost it", () => {
    expect(cleanJpeg(made.jpeg({ end: bytesOf() }))?.bytes).toEqual(made.jpeg());
    expect(cleanJpeg(made.jpeg({ end: bytesOf(0xff) }))?.bytes).toEqual(made.jpeg());
  });

  it("counts every frame that it declares", () => {
    expect(cleanJpeg(made.jpeg({ between: [made.jpegFrame(60_000, 60_000, 0xc2)] }))?.pixels).toBe(3_600_000_000);
  });

  it("of one megabyte of markers is read once", () => {
    const bytes = bytesOf(made.jpeg({ end: bytesOf() }), new Uint8Array(1_000_000).fill(0xff), 0xff, 0xd9);
    expect(cleanJpeg(bytes)?.width).toBe(640);
  });
});

describe("WebP", () => {
  it("does not announce any more what was taken out", () => {
    const cleaned = cleanWebp(made.webp({ more: made.WEBP_METADATA }));
    expect(cleaned?.bytes[20]).toBe(0x20);
    expect(cleaned?.bytes.byteLength).toBe(
      8 + new DataView(cleaned?.bytes.buffer ?? new ArrayBuffer(8)).getUint32(4, true),
    );
  });

  it("lossy too", () => expect(cleanWebp(made.webpLossy(1_024, 768))).toMatchObject({ width: 1_024, height: 768 }));

  it("counts the larger of canvas and picture", () => {
    const canvas = { width: 2 ** 24, height: 2 ** 24 };
    expect(cleanWebp(made.webp({ more: made.WEBP_METADATA, canvas }))?.pixels).toBe(2 ** 48);
    expect(cleanWebp(made.webp({ width: 16_000, height: 16_000, more: made.WEBP_METADATA }))?.pixels).toBe(256_000_000);
  });
});

it("a GIF's frames count where they lie", () => {
  expect(cleanGif(made.gif({ more: [made.gifFrame(60_000, 60_000, 5_000)] }))?.pixels).toBe(65_000 * 60_000);
});
