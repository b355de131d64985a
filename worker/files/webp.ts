import { ascii, type Picture } from "./picture.ts";
import { Pieces } from "./pieces.ts";

const NEEDED = new Set(["VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"]);
/** Bits of VP8X that announce EXIF and XMP. */
const METADATA = 0x08 | 0x04;
const HEADER = 12;

type Size = { width: number; height: number };

/** null: it is no whole WebP. EXIF, XMP, unknown chunks and what stands behind the end are left out. */
export function cleanWebp(bytes: Uint8Array): Picture | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const total = 8 + view.getUint32(4, true);
  if (total > bytes.byteLength) return null;
  const pieces = new Pieces(bytes);
  let shown: Size | null = null;
  let [pixels, hasData] = [0, false];
  for (let at = HEADER; at + 8 <= total; ) {
    const type = ascii(bytes, at, 4);
    const length = view.getUint32(at + 4, true);
    // Padded to an even length; the last pad byte may be missing.
    const end = Math.min(at + 8 + length + (length % 2), total);
    if (at + 8 + length > total) return null;
    const size = sizeIn(type, view, at + 8, length);
    if (size === "broken") return null;
    if (size !== null) {
      shown ??= size;
      pixels = Math.max(pixels, size.width * size.height);
    }
    hasData ||= type === "VP8 " || type === "VP8L" || type === "ANMF";
    if (type === "VP8X") {
      const chunk = bytes.slice(at, end);
      chunk[8] = (chunk[8] ?? 0) & ~METADATA;
      pieces.add(chunk);
    } else if (NEEDED.has(type)) pieces.keep(at, end);
    at = end;
  }
  if (shown === null || !hasData) return null;
  const header = bytes.slice(0, HEADER);
  new DataView(header.buffer).setUint32(4, 4 + pieces.length, true);
  const whole = new Pieces(bytes);
  whole.add(header);
  whole.add(pieces.join());
  return { ...shown, pixels, bytes: whole.join() };
}

/** What a chunk says of the picture's size; null: nothing. */
function sizeIn(type: string, view: DataView, at: number, length: number): Size | null | "broken" {
  const size24 = (from: number) => 1 + view.getUint16(from, true) + 0x10000 * view.getUint8(from + 2);
  switch (type) {
    case "VP8X":
      return length < 10 ? "broken" : { width: size24(at + 4), height: size24(at + 7) };
    case "ANMF":
      return length < 16 ? "broken" : { width: size24(at + 6), height: size24(at + 9) };
    case "VP8 ": {
      // Three bytes of the frame, then the start code.
      if (length < 10 || view.getUint16(at + 3) !== 0x9d01 || view.getUint8(at + 5) !== 0x2a) return "broken";
      return sized(view.getUint16(at + 6, true) & 0x3fff, view.getUint16(at + 8, true) & 0x3fff);
    }
    case "VP8L": {
      if (length < 5 || view.getUint8(at) !== 0x2f) return "broken";
      const bits = view.getUint32(at + 1, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    default:
      return null;
  }
}

function sized(width: number, height: number): Size | "broken" {
  return width > 0 && height > 0 ? { width, height } : "broken";
}
