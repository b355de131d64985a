import { ascii, type Picture } from "./picture.ts";
import { Pieces } from "./pieces.ts";

const [EXTENSION, IMAGE, TRAILER] = [0x21, 0x2c, 0x3b];
const [CONTROL, APPLICATION] = [0xf9, 0xff];
/** Loops and colour; other applications' blocks (XMP), comments and text are left out. */
const APPLICATIONS = new Set(["NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012"]);

/** null: it is no whole GIF. What stands behind its end is left out. */
export function cleanGif(bytes: Uint8Array): Picture | null {
  if (bytes.byteLength < 13) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint16(6, true), view.getUint16(8, true)];
  if (width === 0 || height === 0) return null;
  const pieces = new Pieces(bytes);
  let [pixels, hasImage] = [width * height, false];
  let at = 13 + tableBytes(bytes[10] ?? 0);
  pieces.keep(0, at);
  while (at < bytes.byteLength) {
    const [kind, label] = [bytes[at], bytes[at + 1]];
    if (kind === TRAILER) {
      pieces.keep(at, at + 1);
      return hasImage ? { width, height, pixels, bytes: pieces.join() } : null;
    }
    if (kind === EXTENSION) {
      const end = blocksEnd(bytes, at + 2);
      if (end === null) return null;
      if (label === CONTROL || (label === APPLICATION && APPLICATIONS.has(ascii(bytes, at + 3, 11))))
        pieces.keep(at, end);
      at = end;
      continue;
    }
    if (kind !== IMAGE || at + 10 > bytes.byteLength) return null;
    const side = (i: number) => view.getUint16(at + 1 + 2 * i, true);
    // A frame that lies outside of the screen makes some readers enlarge it.
    pixels = Math.max(pixels, (side(0) + side(2)) * (side(1) + side(3)));
    const end = blocksEnd(bytes, at + 11 + tableBytes(bytes[at + 9] ?? 0));
    if (end === null) return null;
    pieces.keep(at, end);
    hasImage = true;
    at = end;
  }
  return null;
}

function tableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Behind the empty block that ends a row of blocks; null: there is none. */
function blocksEnd(bytes: Uint8Array, start: number): number | null {
  for (let at = start; at < bytes.byteLength; ) {
    const length = bytes[at] ?? 0;
    if (length === 0) return at + 1;
    at += 1 + length;
  }
  return null;
}
