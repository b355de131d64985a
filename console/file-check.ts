import { FILE_NAME_MAX } from "../protocol/limits.ts";
import { FILE_TYPES, type FileType } from "../protocol/model.ts";

/** What a browser tells of a chosen file. */
type Chosen = { name: string; type: string; size: number };

/** Browsers go by the ending, and know some of them on some systems only. */
const ENDINGS: ReadonlyMap<string, FileType> = new Map([
  ["png", "image/png"],
  ["jpg", "image/jpeg"],
  ["jpeg", "image/jpeg"],
  ["webp", "image/webp"],
  ["gif", "image/gif"],
  ["pdf", "application/pdf"],
  ["txt", "text/plain"],
  ["log", "text/plain"],
]);

/** What the file says that it is; null: nothing that may be attached. The server looks into it and judges again. */
export function declaredType({ name, type }: Pick<Chosen, "name" | "type">): FileType | null {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  return FILE_TYPES.find((known) => known === type) ?? (type === "" ? (ENDINGS.get(ending) ?? null) : null);
}

/** Why it need not be sent at all; null: let the server judge. */
export function faultOf(file: Chosen, maxBytes: number): "unsupported_file" | "too_big" | "empty" | null {
  if (declaredType(file) === null) return "unsupported_file";
  if (file.size === 0) return "empty";
  return file.size > maxBytes ? "too_big" : null;
}

/** A name that the server takes as it is: one line, not too long; the ending, which says what it is, stays. */
export function sendableName(name: string): string {
  const line = name
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .trim();
  const points = [...line];
  if (points.length <= FILE_NAME_MAX) return line || "file";
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(line)?.[0] ?? "";
  return points.slice(0, FILE_NAME_MAX - ending.length).join("") + ending;
}
