/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Block } from "../../protocol/article.ts";
import { inlineText, plainText } from "../kb/plain-text.ts";
import { shorten } from "./excerpt.ts";
import type { HelpWords } from "./words.ts";

/** From so many sections on, a reader looks for one of them. */
const SECTIONS_MIN = 4;
/** Characters: an article of several screens gets a list with fewer sections. */
const LONG = 5_000;
/** More than this is no overview any more; the rest is counted. */
export const SECTIONS_MAX = 50;
/** A longer list is closed at first: the article itself must be in sight. */
const OPEN_MAX = 12;

export type HeadingList = { headings: { id: string; text: string }[]; more: number };

/** The sections of the highest level that occurs; null when the article is easily overlooked without a list. */
export function headingList(body: readonly Block[]): HeadingList | null {
  const all = body.filter((block) => block.t === "h");
  const top = all.reduce((level, { level: own }) => Math.min(level, own), 4);
  const sections = all.filter(({ level }) => level === top);
  const wanted = sections.length >= SECTIONS_MIN || (sections.length > 1 && plainText(body).length > LONG);
  if (!wanted) return null;
  const headings = sections
    .slice(0, SECTIONS_MAX)
    .map(({ id, c }) => ({ id, text: shorten(inlineText(c), 100) || id }));
  return { headings, more: sections.length - headings.length };
}

export function OnThisPage({ list, words }: { list: HeadingList; words: HelpWords }) {
  return (
    <nav class="contents" aria-label={words.onThisPage}>
      <details open={list.headings.length <= OPEN_MAX}>
        <summary>{words.onThisPage}</summary>
        <ol>
          {list.headings.map(({ id, text }) => (
            <li>
              <a href={`#${encodeURIComponent(id)}`}>{text}</a>
            </li>
          ))}
        </ol>
        {list.more > 0 ? <p class="dim">{words.moreSections(list.more)}</p> : null}
      </details>
    </nav>
  );
}
