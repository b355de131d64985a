import { IMAGE_MAX_PIXELS } from "../../protocol/limits.ts";
import type { FileRef, FileType } from "../../protocol/model.ts";
import { fileName } from "./file-name.ts";
import { cleanGif } from "./gif.ts";
import { cleanJpeg } from "./jpeg.ts";
import { ascii, type Picture } from "./picture.ts";
import { isPlainText } from "./plain-text.ts";
import { cleanPng } from "./png.ts";
import { cleanWebp } from "./webp.ts";

type Accepted = { kind: "accepted"; file: Omit<FileRef, "id">; bytes: Uint8Array };
type Refused = { kind: "refused"; code: "empty" | "unsupported_file" | "too_many_pixels" };

const PICTURES = {
  "image/png": cleanPng,
  "image/jpeg": cleanJpeg,
  "image/webp": cleanWebp,
  "image/gif": cleanGif,
} as const satisfies Partial<Record<FileType, (bytes: Uint8Array) => Picture | null>>;

/**
 * What becomes of bytes from outside. Only the bytes decide what they are: neither the declared type nor the name is believed. A
 * picture loses what it says about its maker and its place, and whatever stands behind its end.
 */
export function accept(bytes: Uint8Array, name: string): Accepted | Refused {
  if (bytes.byteLength === 0) return { kind: "refused", code: "empty" };
  const type = typeOf(bytes);
  if (type === null) return { kind: "refused", code: "unsupported_file" };
  const named = { name: fileName(name, type), type };
  if (type === "application/pdf" || type === "text/plain")
    return { kind: "accepted", file: { ...named, size: bytes.byteLength }, bytes };
  const picture = PICTURES[type](bytes);
  if (picture === null) return { kind: "refused", code: "unsupported_file" };
  if (picture.pixels > IMAGE_MAX_PIXELS) return { kind: "refused", code: "too_many_pixels" };
  const { width, height } = picture;
  return {
    kind: "accepted",
    file: { ...named, size: picture.bytes.byteLength, width, height },
    bytes: picture.bytes,
  };
}

/** By the first bytes; text by all of them. null: nothing that may be attached. */
function typeOf(bytes: Uint8Array): FileType | null {
  const start = ascii(bytes, 0, 12);
  if (start.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (start.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (/^RIFF[^]{4}WEBP/.test(start)) return "image/webp";
  if (/^GIF8[79]a/.test(start)) return "image/gif";
  if (start.startsWith("%PDF-")) return "application/pdf";
  return isPlainText(bytes) ? "text/plain" : null;
}
