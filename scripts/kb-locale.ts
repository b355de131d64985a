import { createHash } from "node:crypto";
import { type BuiltFile, buildFile, type Progress } from "../worker/kb/source/build-file.ts";
import type { CompiledSite } from "../worker/kb/source/compile.ts";

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** One language of a site as it will lie in a file. */
export const buildLocale = (site: CompiledSite, locale: string, progress?: Progress): BuiltFile =>
  buildFile(site.id, locale, site.locales.get(locale) ?? [], sha256, {
    precision: site.answerPrecision,
    ...(progress && { progress }),
  });
