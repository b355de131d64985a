import type { Block } from "../../protocol/article.ts";
import { terms } from "../kb/analysis.ts";
import type { KnowledgeBase, StoredArticle } from "../kb/knowledge-base.ts";
import { plainText } from "../kb/plain-text.ts";
import { speaks, type Unit, unitsOf } from "./passage-units.ts";

/** A heading with what stands under it, and the terms of each part. */
export type Section = {
  /** Empty for the introduction. */
  heading: Block[];
  units: Unit[];
  headingTerms: ReadonlySet<string>;
  unitTerms: ReadonlySet<string>[];
  allTerms: ReadonlySet<string>;
};

/** Articles whose sections are kept, of each knowledge base: those that are asked for again and again. */
const KEPT = 50;
/** Reading the words of an article of 200 kB takes 0.1 s: once, not for every question. By id, since an article is made anew at each look. */
const read = new WeakMap<KnowledgeBase, Map<string, Section[]>>();

function readSections(article: StoredArticle, locale: string): Section[] {
  const parts: Block[][] = [];
  for (const block of article.body) {
    const open = parts.at(-1);
    if (open === undefined || block.t === "h") parts.push([block]);
    else open.push(block);
  }
  const termsOf = (text: string): ReadonlySet<string> => new Set(terms(text, locale));
  // A heading directly followed by another one says nothing by itself.
  return parts
    .filter((part) => part.some(speaks))
    .map((part) => {
      const heading = part.slice(0, part[0]?.t === "h" ? 1 : 0);
      const units = unitsOf(part.slice(heading.length));
      const unitTerms = units.map(({ blocks }) => termsOf(plainText(blocks)));
      return {
        heading,
        units,
        headingTerms: termsOf(heading.length > 0 ? plainText(heading) : article.title),
        unitTerms,
        allTerms: new Set(unitTerms.flatMap((own) => [...own])),
      };
    });
}

/** `article`: of `kb`, which never changes. */
export function sectionsOf(article: StoredArticle, kb: KnowledgeBase): Section[] {
  const kept = read.get(kb) ?? new Map<string, Section[]>();
  read.set(kb, kept);
  const found = kept.get(article.id) ?? readSections(article, kb.locale);
  // The one looked at last goes to the end; the first has waited longest.
  kept.delete(article.id);
  kept.set(article.id, found);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return found;
}
