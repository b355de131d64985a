import type { FileRef } from "../protocol/model.ts";

/** What a file is in a word. */
export type FileKind = "picture" | "pdf" | "text";

export function fileKind(type: string): FileKind {
  if (type.startsWith("image/")) return "picture";
  return type === "application/pdf" ? "pdf" : "text";
}

/** The most that a picture takes up in a thread, in CSS pixels. */
const THUMB_WIDTH = 320;
const THUMB_HEIGHT = 240;

/** How large a picture is drawn, known before it loads, so that nothing jumps; never larger than it is. null: no picture, or its size is not known. */
export function thumbnail({ type, width, height }: FileRef): { width: number; height: number } | null {
  if (fileKind(type) !== "picture" || !width || !height) return null;
  const scale = Math.min(1, THUMB_WIDTH / width, THUMB_HEIGHT / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
