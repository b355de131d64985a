/** A picture as it may be shown: in pixels, and without what it says about where and with what it was made. Nothing was decoded. */
export type Picture = {
  width: number;
  height: number;
  /** Of the largest area that it declares anywhere: frames may be larger than the whole. */
  pixels: number;
  bytes: Uint8Array;
};

export function ascii(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}
