import type { IMAGE_MAX_PIXELS } from "../protocol/limits.ts";

export const PIXELS_MAX: typeof IMAGE_MAX_PIXELS = 50_000_000;
/** Longest side of what is sent and of what is shown large, in pixels: a screen has no more. */
export const LARGE_PX = 2_560;
/** A photo over this many bytes is made smaller. */
const LARGE_BYTES = 2_000_000;

/** `pixels` as the file's head or the server says: a decoded one takes four bytes, so too many are not decoded at all. Null as well for what is broken. */
export async function decode(file: Blob, pixels: number): Promise<ImageBitmap | null> {
  try {
    return pixels && pixels <= PIXELS_MAX ? await createImageBitmap(file) : null;
  } catch {
    return null;
  }
}

/** Drawn no larger than `longest` pixels: a canvas, since a page may allow pictures of no address at all. */
export function drawn(bitmap: ImageBitmap, longest: number): HTMLCanvasElement {
  const { width, height } = bitmap;
  const canvas = document.createElement("canvas");
  const scale = Math.min(1, longest / Math.max(width, height));
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** A large photo made smaller, upright and without what the camera has noted; the same file where that is not needed or gains nothing. */
export async function lighter(file: File, bitmap: ImageBitmap): Promise<Blob> {
  const { type, size } = file;
  // A GIF may move.
  if ((size <= LARGE_BYTES && Math.max(bitmap.width, bitmap.height) <= LARGE_PX) || !/eg|pn/.test(type)) return file;
  const blob = await new Promise<Blob | null>((done) =>
    drawn(bitmap, LARGE_PX).toBlob(done, /pn/.test(type) ? "image/webp" : type, 0.85),
  );
  return blob && blob.size < size ? blob : file;
}
