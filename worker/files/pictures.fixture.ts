/* Pictures made in code: small, whole, and with what must not stay in them. None has pixels that anybody could see. */

const encoder = new TextEncoder();

/** Numbers are bytes, texts are UTF-8. */
export function bytesOf(...parts: (number | string | readonly number[] | Uint8Array)[]): Uint8Array {
  const all = parts.flatMap((part) =>
    typeof part === "number" ? [part] : [...(typeof part === "string" ? encoder.encode(part) : part)],
  );
  return new Uint8Array(all);
}

export const holds = (bytes: Uint8Array, text: string): boolean => latin1(bytes).includes(text);
export const latin1 = (bytes: Uint8Array): string => Array.from(bytes, (b) => String.fromCharCode(b)).join("");

const big = (n: number, length: number): number[] =>
  Array.from({ length }, (_, i) => Math.floor(n / 256 ** (length - 1 - i)) % 256);
const little = (n: number, length: number): number[] => big(n, length).reverse();

/** TIFF with an orientation and a place, big-endian or little-endian. */
export function exif(orientation: number, order: "MM" | "II" = "MM"): Uint8Array {
  const n = order === "MM" ? big : little;
  const entry = (tag: number, value: number) => [...n(tag, 2), ...n(3, 2), ...n(1, 4), ...n(value, 2), 0, 0];
  return bytesOf(
    order,
    n(42, 2),
    n(8, 4),
    n(2, 2),
    entry(0x0112, orientation),
    entry(0x8825, 1),
    n(0, 4),
    "GPS 52.5N 13.4E",
  );
}

const chunk = (type: string, data: Uint8Array = bytesOf()) =>
  bytesOf(big(data.byteLength, 4), type, data, [0xc0, 0xff, 0xee, 0x00]);

export function png({ width = 640, height = 480, more = [] as Uint8Array[] } = {}): Uint8Array {
  const header = bytesOf(big(width, 4), big(height, 4), [8, 6, 0, 0, 0]);
  return bytesOf(
    [0x89],
    "PNG\r\n",
    [0x1a, 0x0a],
    chunk("IHDR", header),
    ...more,
    chunk("IDAT", bytesOf("data")),
    chunk("IEND"),
  );
}
export const pngChunk = chunk;
export const pngFrame = (width: number, height: number) =>
  chunk("fcTL", bytesOf(big(0, 4), big(width, 4), big(height, 4), big(0, 14)));
/** Everything that a PNG may say about itself. */
export const PNG_METADATA = [
  chunk("eXIf", exif(6)),
  chunk("tEXt", bytesOf("Author\0GPS Ada")),
  chunk("zTXt", bytesOf("Comment\0\0GPS")),
  chunk("iTXt", bytesOf("XML:com.adobe.xmp\0GPS")),
  chunk("tIME", bytesOf("GPS....")),
  chunk("prVt", bytesOf("GPS of somebody's own chunk")),
];

export const jpegSegment = (marker: number, data: Uint8Array) =>
  bytesOf(0xff, marker, big(data.byteLength + 2, 2), data);
const frame = (width: number, height: number, marker = 0xc0) =>
  jpegSegment(marker, bytesOf(8, big(height, 2), big(width, 2), [1, 1, 0x11, 0]));
const scan = bytesOf(jpegSegment(0xda, bytesOf([1, 1, 0, 0, 63, 0])), [1, 0xff, 0, 2, 0xff, 0xd0, 3]);

export function jpeg({
  width = 640,
  height = 480,
  more = [] as Uint8Array[],
  between = [] as Uint8Array[],
  end = bytesOf(0xff, 0xd9),
} = {}): Uint8Array {
  const jfif = jpegSegment(0xe0, bytesOf("JFIF\0", [1, 1, 0, 0, 1, 0, 1, 0, 0]));
  return bytesOf([0xff, 0xd8], jfif, ...more, frame(width, height), scan, ...between, scan, end);
}
export const jpegExif = (orientation: number, order: "MM" | "II" = "MM") =>
  jpegSegment(0xe1, bytesOf("Exif\0\0", exif(orientation, order)));
export const jpegFrame = frame;
export const JPEG_METADATA = [
  jpegExif(1),
  jpegSegment(0xe1, bytesOf("http://ns.adobe.com/xap/1.0/\0GPS")),
  jpegSegment(0xe0, bytesOf("JFXX\0GPS preview")),
  jpegSegment(0xe2, bytesOf("MPF\0GPS")),
  jpegSegment(0xed, bytesOf("Photoshop 3.0\0GPS")),
  jpegSegment(0xfe, bytesOf("comment GPS")),
];

const riff = (type: string, data: Uint8Array) =>
  bytesOf(type, little(data.byteLength, 4), data, data.byteLength % 2 === 1 ? [0] : []);

/** Lossless, extended where there is `more`; `canvas` as the extended header says it. */
export function webp({
  width = 640,
  height = 480,
  more = [] as Uint8Array[],
  canvas = { width: 640, height: 480 },
  after = "",
} = {}): Uint8Array {
  const bits = width - 1 + (height - 1) * 2 ** 14;
  const picture = riff("VP8L", bytesOf(0x2f, little(bits, 4), "da"));
  const flags = 0x20 | 0x08 | 0x04;
  const extended = riff("VP8X", bytesOf(flags, [0, 0, 0], little(canvas.width - 1, 3), little(canvas.height - 1, 3)));
  const body = more.length > 0 ? bytesOf(extended, picture, ...more) : picture;
  return bytesOf("RIFF", little(4 + body.byteLength, 4), "WEBP", body, after);
}
export const webpLossy = (width: number, height: number) => {
  const picture = riff("VP8 ", bytesOf([0, 0, 0, 0x9d, 0x01, 0x2a], little(width, 2), little(height, 2), "data"));
  return bytesOf("RIFF", little(4 + picture.byteLength, 4), "WEBP", picture);
};
export const WEBP_METADATA = [riff("EXIF", exif(6)), riff("XMP ", bytesOf("GPS")), riff("MINE", bytesOf("GPS!"))];

const blocks = (...texts: string[]) => bytesOf(...texts.flatMap((text) => [text.length, text]), 0);
const gifImage = (width: number, height: number, left = 0) =>
  bytesOf(0x2c, little(left, 2), little(0, 2), little(width, 2), little(height, 2), 0, 2, blocks("dat"));

export function gif({ width = 64, height = 48, more = [] as Uint8Array[], frames = 2, after = "" } = {}): Uint8Array {
  const control = bytesOf(0x21, 0xf9, blocks("abcd"));
  const images = Array.from({ length: frames }, () => bytesOf(control, gifImage(width, height)));
  const loops = bytesOf(0x21, 0xff, blocks("NETSCAPE2.0", "abc"));
  const table = [1, 2, 3, 4, 5, 6];
  return bytesOf(
    "GIF89a",
    little(width, 2),
    little(height, 2),
    0x80,
    0,
    0,
    table,
    loops,
    ...more,
    ...images,
    0x3b,
    after,
  );
}
export const gifFrame = gifImage;
export const GIF_METADATA = [
  bytesOf(0x21, 0xfe, blocks("GPS comment")),
  bytesOf(0x21, 0xff, blocks("XMP DataXMP", "GPS")),
  bytesOf(0x21, 0x01, blocks("GPS plain text")),
];
