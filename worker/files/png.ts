import { ascii, type Picture } from "./picture.ts";
import { Pieces } from "./pieces.ts";

/** What a picture needs, moving ones too; all else (eXIf, texts, times, unknown chunks) is left out. */
const NEEDED = new Set(
  "IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT".split(" "),
);
/** Length, type and checksum of a chunk. */
const AROUND = 12;

/** null: it is no whole PNG. What stands behind its end is left out. */
export function cleanPng(bytes: Uint8Array): Picture | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces = new Pieces(bytes);
  let [width, height, pixels, hasData] = [0, 0, 0, false];
  pieces.keep(0, 8);
  for (let at = 8; at + AROUND <= bytes.byteLength; ) {
    const length = view.getUint32(at);
    const type = ascii(bytes, at + 4, 4);
    const end = at + AROUND + length;
    if (end > bytes.byteLength || (at === 8) !== (type === "IHDR")) return null;
    if (type === "IHDR" || (type === "fcTL" && length >= 12)) {
      const first = type === "IHDR" ? at + 8 : at + 12;
      if (type === "IHDR" && length !== 13) return null;
      const [w, h] = [view.getUint32(first), view.getUint32(first + 4)];
      if (w === 0 || h === 0) return null;
      if (type === "IHDR") [width, height] = [w, h];
      pixels = Math.max(pixels, w * h);
    }
    hasData ||= type === "IDAT";
    if (NEEDED.has(type)) pieces.keep(at, end);
    if (type === "IEND") return hasData ? { width, height, pixels, bytes: pieces.join() } : null;
    at = end;
  }
  return null;
}
