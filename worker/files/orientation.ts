import { ascii } from "./picture.ts";

/* How a camera was held, the only thing of EXIF that a picture is shown wrongly without. */

const EXIF = "Exif\0\0";
const ORIENTATION = 0x0112;
const SHORT = 3;

/** 1 to 8 of the payload of an APP1 segment; 1 (upright) for whatever is no EXIF, or says nothing. */
export function orientationOf(payload: Uint8Array): number {
  if (ascii(payload, 0, 6) !== EXIF || payload.byteLength < 14) return 1;
  const view = new DataView(payload.buffer, payload.byteOffset + 6, payload.byteLength - 6);
  const order = ascii(payload, 6, 2);
  if (order !== "II" && order !== "MM") return 1;
  const little = order === "II";
  const directory = view.getUint32(4, little);
  if (view.getUint16(2, little) !== 42 || directory + 2 > view.byteLength) return 1;
  const entries = view.getUint16(directory, little);
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + 12 * i;
    if (at + 12 > view.byteLength) return 1;
    if (view.getUint16(at, little) !== ORIENTATION) continue;
    const value = view.getUint16(at + 8, little);
    return view.getUint16(at + 2, little) === SHORT && value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** A whole APP1 segment that says this and nothing else. */
export function orientationSegment(orientation: number): Uint8Array {
  const tiff = [
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    SHORT,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const payload = [...new TextEncoder().encode(EXIF), ...tiff];
  return new Uint8Array([0xff, 0xe1, 0, payload.length + 2, ...payload]);
}
