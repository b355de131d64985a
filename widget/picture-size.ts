const PNG = 0x89504e47;
const GIF = 0x47494638;
const JPEG = 0xffd8;

/** Enough of a picture to find its size in: before it, a camera may have put its maker's notes and colours. */
export const HEAD_BYTES = 262_144;

/**
 * Width times height as the beginning of a picture says them, so that nobody has to decode it to learn that it should not be; 0: it does not
 * say, or is none of those that visitors have (WebP says it in three ways; it has no preview until it is sent).
 */
export function pixelsOf(head: ArrayBuffer): number {
  const view = new DataView(head);
  const at16 = (at: number, little?: boolean): number => view.getUint16(at, little);
  try {
    const start = view.getUint32(0);
    if (start === PNG) return view.getUint32(16) * view.getUint32(20);
    if (start === GIF) return at16(6, true) * at16(8, true);
    if (start >>> 16 !== JPEG) return 0;
    for (let at = 2; ; at += 2 + at16(at + 2)) {
      const marker = at16(at);
      // A frame of any kind of coding; DHT, JPG and DAC lie between them.
      if (marker >>> 4 === 0xffc && (marker === 0xffc0 || marker % 4)) return at16(at + 5) * at16(at + 7);
    }
  } catch {
    // Shorter than it should be.
    return 0;
  }
}
