import { orientationOf, orientationSegment } from "./orientation.ts";
import { ascii, type Picture } from "./picture.ts";
import { Pieces } from "./pieces.ts";

const [SOI, EOI, SOS, APP0, APP1, APP2, APP14, TEM, COM] = [0xd8, 0xd9, 0xda, 0xe0, 0xe1, 0xe2, 0xee, 0x01, 0xfe];
/** Size and components of a frame; the other three of this row are tables. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;

/** Colour needs these; all other APPn (EXIF, GPS, XMP, IPTC, previews) and comments are left out. */
function isNeeded(marker: number, payload: Uint8Array): boolean {
  if (marker === APP0) return ascii(payload, 0, 5) === "JFIF\0" && payload.byteLength === 14;
  if (marker === APP2) return ascii(payload, 0, 12) === "ICC_PROFILE\0";
  if (marker === APP14) return ascii(payload, 0, 5) === "Adobe";
  return !(marker >= APP0 && marker <= 0xef) && marker !== COM;
}

/**
 * null: it is no JPEG with a picture. What stands behind its end is left out (a phone's moving pictures lie there, with a place of their
 * own); an end that is missing is put there. Of EXIF stays only how the camera was held.
 */
export function cleanJpeg(bytes: Uint8Array): Picture | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces = new Pieces(bytes);
  let [width, height, pixels, orientation, hasScan] = [0, 0, 0, 1, false];
  const done = (): Picture | null => {
    if (pixels === 0 || !hasScan) return null;
    const turned = orientation >= 5;
    return { width: turned ? height : width, height: turned ? width : height, pixels, bytes: pieces.join() };
  };
  pieces.keep(0, 2);
  for (let at = 2; at + 1 < bytes.byteLength; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    // Fill bytes before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === EOI) {
      pieces.keep(at, at + 2);
      return done();
    }
    if (marker === 0 || marker === SOI || isRestart(marker)) return null;
    if (marker === TEM) {
      at += 2;
      continue;
    }
    const end = at + 2 < bytes.byteLength - 1 ? at + 2 + view.getUint16(at + 2) : 0;
    if (end < at + 4 || end > bytes.byteLength) return null;
    const payload = bytes.subarray(at + 4, end);
    if (isFrame(marker)) {
      if (payload.byteLength < 6) return null;
      const [h, w] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      if (w === 0 || h === 0) return null;
      if (pixels === 0) [width, height] = [w, h];
      pixels = Math.max(pixels, w * h);
    }
    if (marker === APP1 && orientation === 1) {
      orientation = orientationOf(payload);
      if (orientation > 1) pieces.add(orientationSegment(orientation));
    }
    if (isNeeded(marker, payload)) pieces.keep(at, end);
    at = end;
    if (marker !== SOS) continue;
    hasScan = true;
    at = scanEnd(bytes, end);
    pieces.keep(end, at);
  }
  pieces.add(new Uint8Array([0xff, EOI]));
  return done();
}

/** Where the entropy-coded data end: at the next marker, or with the file. */
function scanEnd(bytes: Uint8Array, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) return at;
    if (next !== 0 && next !== 0xff && !isRestart(next)) return at;
  }
  return bytes.byteLength;
}
