import { FRONT_MATTER } from "../worker/kb/source/article-file.ts";
import type { SourceFile } from "../worker/kb/source/compile.ts";
import { frontMatter } from "../worker/kb/source/fields.ts";
import { placeOf } from "../worker/kb/source/place.ts";
import { readYaml } from "../worker/kb/source/yaml-record.ts";
import { byCodeUnit } from "../worker/kb/term-index.ts";

const isDefault = (value: unknown): boolean =>
  value === undefined || value === false || (Array.isArray(value) && value.length === 0);

/** One article file as a line, null if it is none. The file has passed the check. */
function row(file: SourceFile, site: string): { key: string; line: string } | null {
  const place = placeOf(file.path, () => {});
  const text = file.text?.replaceAll(/\r\n?/g, "\n") ?? "";
  const parts = FRONT_MATTER.exec(text);
  if (place?.kind !== "article" || place.site !== site || parts === null) return null;
  const yaml = readYaml(parts[1] ?? "", 2, frontMatter, () => {});
  if (yaml === null) return null;
  const { title, questions, tags, ...others } = yaml.value;
  const { locale, category, slug } = place;
  const id = `${category}/${slug}`;
  const body = text
    .slice(parts[0].length)
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();
  const front = Object.fromEntries(Object.entries(others).filter(([, value]) => !isDefault(value)));
  return {
    key: `${id} ${locale}`,
    line: JSON.stringify({ id, title, locale, category, questions, body, tags, front }),
  };
}

/**
 * Article files of one site → JSON lines {id, title, locale, category, questions[], body, tags[], front}: the body is Markdown, `front`
 * holds the rest of the front matter. Importing them gives the same built version, as long as site.yaml and the pictures come along:
 * they are files of their own. In the order of ids.
 */
export function exportRecords(files: readonly SourceFile[], site: string): string[] {
  const rows = files.map((file) => row(file, site)).filter((one) => one !== null);
  return rows.toSorted((a, b) => byCodeUnit(a.key, b.key)).map(({ line }) => line);
}
