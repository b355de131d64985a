import { aligned } from "../binary.ts";

/*
 * Lists of whole numbers as bytes that are read where they lie: width (u32, bytes per number) · count (u32) · numbers, padded to 8.
 * The byte order is the machine's own; every machine that runs workerd or Node today is little-endian.
 */
export type Numbers = Uint8Array | Uint16Array | Uint32Array;
const HEAD = 8;

/** The narrowest form that holds all of them. */
export function narrow(values: ArrayLike<number>): Numbers {
  let max = 0;
  for (let i = 0; i < values.length; i++) max = Math.max(max, values[i] ?? 0);
  if (max < 1 << 8) return Uint8Array.from(values);
  return max < 1 << 16 ? Uint16Array.from(values) : Uint32Array.from(values);
}

export function packArrays(arrays: readonly Numbers[]): Uint8Array {
  const bytes = new Uint8Array(arrays.reduce((sum, array) => sum + HEAD + aligned(array.byteLength), 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const array of arrays) {
    view.setUint32(at, array.BYTES_PER_ELEMENT, true);
    view.setUint32(at + 4, array.length, true);
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at + HEAD);
    at += HEAD + aligned(array.byteLength);
  }
  return bytes;
}

/** Views into `bytes`, which must begin at a multiple of 8. Throws RangeError when there are not exactly `count` of them. */
export function unpackArrays(bytes: Uint8Array, count: number): Numbers[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const arrays: Numbers[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    const width = view.getUint32(at, true);
    const length = view.getUint32(at + 4, true);
    const from = bytes.byteOffset + at + HEAD;
    at += HEAD + aligned(width * length);
    if (at > bytes.length) throw new RangeError("packed arrays end too early");
    if (width === 1) arrays.push(new Uint8Array(bytes.buffer, from, length));
    else if (width === 2) arrays.push(new Uint16Array(bytes.buffer, from, length));
    else if (width === 4) arrays.push(new Uint32Array(bytes.buffer, from, length));
    else throw new RangeError(`packed arrays: no numbers of ${width} bytes`);
  }
  if (at !== bytes.length) throw new RangeError("packed arrays: something follows");
  return arrays;
}
