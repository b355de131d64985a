import { FILE_NAME_MAX } from "../../protocol/limits.ts";
import type { FileType } from "../../protocol/model.ts";

/** The first is given to what has another one. Scripts, tables with formulas and pages are text too: they get `.txt` behind theirs. */
const ENDINGS: Record<FileType, readonly [string, ...string[]]> = {
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg", "jpe", "jfif"],
  "image/webp": ["webp"],
  "image/gif": ["gif"],
  "application/pdf": ["pdf"],
  "text/plain": ["txt", "log", "md"],
};
const KNOWN = new Set(Object.values(ENDINGS).flat());

/** Letters that are looked at, and the ending: expressions below would take long for a whole header of dots. */
const GIVEN_MAX = 1_000;
/** Nobody writes more than these on one letter; piled higher they cover the lines around them. */
const PILED_MARKS = /(\p{M}{4})\p{M}+/gu;
/** Controls, format characters (bidi, zero width; the two joiners belong to words), private and unassigned ones, halves of pairs. */
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu;

/**
 * What a file is called from here on: one line of 1 to FILE_NAME_MAX code points without a path, that ends as its type says. A name that
 * pretends (`exe.gpj` written from right to left, `photo.exe` that is a PNG) reads as what it is: `photo.exe.png`.
 */
export function fileName(given: string, type: FileType): string {
  const whole = given.split(/[/\\]/).at(-1) ?? "";
  const last = whole.length > GIVEN_MAX ? whole.slice(0, GIVEN_MAX) + whole.slice(-20) : whole;
  const plain = last
    .replaceAll(/\s/g, " ")
    .replaceAll(UNSEEN, "")
    .replaceAll(/ +/g, " ")
    .normalize("NFC")
    .replaceAll(PILED_MARKS, "$1")
    .replaceAll(/[<>:"|?*]/g, "_")
    .trim();
  const [, stem = plain, ending = ""] = /^(.*)\.([^.\s]{1,10})$/u.exec(plain) ?? [];
  const fits = ENDINGS[type].includes(ending.toLowerCase());
  const end = fits ? ending.toLowerCase() : ENDINGS[type][0];
  // Another known one was a mistake, and is replaced; what is not known may belong to the name.
  const body = fits || KNOWN.has(ending.toLowerCase()) ? stem : plain;
  const room = FILE_NAME_MAX - end.length - 1;
  const begun = body.replace(/^[\s.]+/, "");
  const cut = [...begun]
    .slice(0, room)
    .join("")
    .replace(/[\s.]+$/, "");
  return `${cut || "file"}.${end}`;
}
