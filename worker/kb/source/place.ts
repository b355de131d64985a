import { SITE_ID } from "../../../protocol/model.ts";
import { RESERVED_CATEGORY } from "./categories.ts";
import { LOCALE, SLUG } from "./fields.ts";
import { IMAGES_FOLDER } from "./images.ts";
import type { Report } from "./problem.ts";

/** What a file is by its path within the knowledge base's folder. */
export type Place =
  | { kind: "site"; site: string }
  | { kind: "image"; site: string; path: string }
  | { kind: "article"; site: string; locale: string; category: string; slug: string };

export const isSiteFolder = (name: string): boolean => SITE_ID.test(name);

/** `<site>/images/…`: such a file is read as an image, whatever its name says. */
export const isImagePath = (path: string): boolean => {
  const [site = "", folder, ...rest] = path.split("/");
  return SITE_ID.test(site) && folder === IMAGES_FOLDER && rest.length > 0 && !/\.(md|markdown|ya?ml)$/i.test(path);
};

/** Where the file stands, null if it is none of ours; a misplaced article is an error, other files are let be. */
export function placeOf(path: string, report: Report): Place | null {
  const parts = path.split("/");
  if (parts.some((part) => part.startsWith("."))) return null;
  if (parts.length === 1) {
    // Notes of the owner's own may lie there; an article would never be served.
    if (/\.md$/i.test(path) && !/^(readme|changelog|licen[cs]e|contributing)\b/i.test(path))
      report("warning", "file", null, "is not read: articles are <site>/<locale>/<category>/<slug>.md");
    return null;
  }
  const [site = "", locale = "", category = "", name = ""] = parts;
  if (parts.length === 2 && locale === "site.yaml" && SITE_ID.test(site)) return { kind: "site", site };
  if (isImagePath(path)) return { kind: "image", site, path: parts.slice(1).join("/") };
  if (!name.endsWith(".md") || parts.length !== 4) {
    const last = parts.at(-1) ?? "";
    if (/\.(md|markdown|ya?ml)$/i.test(last))
      report("error", "file", null, "expected at <site>/<locale>/<category>/<slug>.md, or <site>/site.yaml");
    else report("warning", "file", null, `is not read: images belong into <site>/${IMAGES_FOLDER}/, articles are .md`);
    return null;
  }
  const slug = name.slice(0, -".md".length);
  if (!SITE_ID.test(site)) report("error", "file", null, `folder of the site: a-z, 0-9 and - expected, got ${site}`);
  else if (!LOCALE.test(locale))
    report("error", "file", null, `folder of the language: en, ru … expected, got ${locale}`);
  else if (!SLUG.test(category)) report("error", "file", null, `category: a-z, 0-9 and - expected, got ${category}`);
  else if (category === RESERVED_CATEGORY)
    report("error", "file", null, `category: ${category} is an address of the help centre; name the folder otherwise`);
  else if (!SLUG.test(slug)) report("error", "file", null, `file name: a-z, 0-9 and - expected, got ${slug}`);
  else return { kind: "article", site, locale, category, slug };
  return null;
}
