import { createHash } from "node:crypto";
import { imageSize } from "image-size";
import type { SourceImage } from "../worker/kb/source/images.ts";

/** A picture in a help article that is larger than this was never made for a screen. */
export const IMAGE_MAX_BYTES = 2 * 1024 * 1024;
/** Pixels on one side: a few kB of PNG can unfold to gigabytes in the visitor's browser. */
const SIDE_MAX = 8_000;
/** What browsers show and cannot run: SVG holds script. The content decides, not the name. */
const TYPES = new Map([
  ["png", "png"],
  ["jpg", "jpg"],
  ["webp", "webp"],
  ["gif", "gif"],
  ["avif", "avif"],
]);
/** EXIF orientations that lay the picture on its side. */
const SIDEWAYS = 5;

/** Name within `media/`: the content. */
const mediaName = (bytes: Uint8Array, extension: string): string =>
  `${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}.${extension}`;

/** Type, size and built name of an image, or why it cannot be one. */
export function readImage(bytes: Uint8Array): SourceImage {
  let found: ReturnType<typeof imageSize>;
  try {
    found = imageSize(bytes);
  } catch {
    return { fault: "cannot be read as an image (png, jpg, webp, gif or avif expected)" };
  }
  const { type = "", orientation = 1 } = found;
  const extension = TYPES.get(type);
  if (type === "svg") return { fault: "is SVG, which may hold script: save it as png or webp" };
  if (extension === undefined) return { fault: `is of type ${type}; png, jpg, webp, gif or avif expected` };
  const [width, height] = orientation >= SIDEWAYS ? [found.height, found.width] : [found.width, found.height];
  if (!(width >= 1 && height >= 1)) return { fault: "has no size" };
  if (Math.max(width, height) > SIDE_MAX)
    return { fault: `is ${width} × ${height} pixels; at most ${SIDE_MAX} a side` };
  return { file: mediaName(bytes, extension), width, height };
}
