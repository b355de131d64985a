import MarkdownIt, { type Token } from "markdown-it";
import type { Block, Inline } from "../../../protocol/article.ts";
import { words } from "../analysis.ts";
import { inlineText } from "../plain-text.ts";
import { givenId } from "./heading-id.ts";
import type { SourceImage } from "./images.ts";
import { altText, type InlineContext, inlineNodes } from "./inline.ts";

/** `image`: what an image's address leads to. `lines`: takes the file's line of every block. */
export type MarkdownContext = InlineContext & {
  locale: string;
  image: (src: string) => SourceImage;
  lines: Map<Block, number>;
};

const markdown = new MarkdownIt({ html: true, linkify: true, typographer: false });
// Every link becomes a token and is judged by links.ts; otherwise a bad one would silently stay as text.
markdown.validateLink = () => true;
// "readme.md" is a file, not a Moldovan site: only addresses with a scheme, and e-mail addresses, become links by themselves.
markdown.linkify.set({ fuzzyLink: false });

/** Blocks within blocks. Deeper is a mistake of the writer, and every reader of the tree recurses. */
const DEPTH_MAX = 8;

/** Walks over the flat token list; `line` is the file's line of the body's first one. */
class BlockReader {
  readonly #tokens: readonly Token[];
  readonly #line: number;
  readonly #context: MarkdownContext;
  readonly #headings = new Map<string, number>();
  #at = 0;

  constructor(tokens: readonly Token[], line: number, context: MarkdownContext) {
    this.#tokens = tokens;
    this.#line = line;
    this.#context = context;
  }

  /** Reads up to the token of type `until` and steps over it. */
  blocks(until: string | null, depth: number): Block[] {
    const found: Block[] = [];
    for (let token = this.#next(); token !== undefined && token.type !== until; token = this.#next()) {
      const block = this.#block(token, depth);
      if (block === null) continue;
      this.#context.lines.set(block, this.#lineOf(token));
      found.push(block);
    }
    return found;
  }

  #next(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  #lineOf(token: Token): number {
    return this.#line + (token.map?.[0] ?? 0);
  }

  #block(token: Token, depth: number): Block | null {
    switch (token.type) {
      case "paragraph_open": {
        const image = this.#onlyImage();
        if (image !== null) return this.#image(image, this.#lineOf(token));
        const c = this.#inline("paragraph_close");
        return inlineText(c).trim() === "" ? null : { t: "p", c };
      }
      case "heading_open": {
        const { id, c, fault } = givenId(this.#inline("heading_close"));
        if (fault !== null) this.#context.report("error", "link", this.#lineOf(token), fault);
        // The title is the article's first level; the deepest that the protocol knows is the fourth.
        const level = token.tag === "h1" || token.tag === "h2" ? 2 : token.tag === "h3" ? 3 : 4;
        return { t: "h", level, id: this.#headingId(inlineText(c), id, this.#lineOf(token)), c };
      }
      case "fence":
      case "code_block":
        return { t: "code", text: token.content.replace(/\n$/, "") };
      case "hr":
        return { t: "hr" };
      case "blockquote_open":
        return { t: "quote", c: this.#children(token, "blockquote_close", depth) };
      case "bullet_list_open":
        return { t: "list", ordered: false, items: this.#items("bullet_list_close", depth) };
      case "ordered_list_open": {
        const start = Number(token.attrGet("start") ?? 1);
        const items = this.#items("ordered_list_close", depth);
        return start === 1 ? { t: "list", ordered: true, items } : { t: "list", ordered: true, start, items };
      }
      case "table_open":
        return this.#table();
      case "html_block": {
        const comment = /^\s*<!--/.test(token.content);
        if (!comment) this.#context.report("warning", "html", this.#lineOf(token), "a block of HTML is left out");
        return null;
      }
      default:
        this.#context.report("warning", "html", this.#lineOf(token), `not supported and left out: ${token.type}`);
        return null;
    }
  }

  /** The image, if the paragraph that was just opened holds nothing else. It is stepped over then. */
  #onlyImage(): Token | null {
    const inline = this.#tokens[this.#at];
    if (inline?.type !== "inline" || this.#tokens[this.#at + 1]?.type !== "paragraph_close") return null;
    const parts = (inline.children ?? []).filter(({ type, content }) => type !== "text" || content.trim() !== "");
    const [image] = parts;
    if (parts.length !== 1 || image?.type !== "image") return null;
    this.#at += 2;
    return image;
  }

  /** What cannot be shown leaves its description behind. */
  #image(token: Token, line: number): Block | null {
    const warn = (reason: string) => this.#context.report("warning", "image", line, reason);
    const alt = altText(token);
    if (alt === "") warn("image without a description: ![what it shows](…), for those who do not see it");
    const image = this.#context.image(String(token.attrGet("src") ?? ""));
    if (!("fault" in image))
      return { t: "img", src: `/media/${image.file}`, alt, width: image.width, height: image.height };
    warn(image.fault);
    return alt === "" ? null : { t: "p", c: [alt] };
  }

  #children(token: Token, until: string, depth: number): Block[] {
    if (depth >= DEPTH_MAX)
      this.#context.report("error", "nesting", this.#lineOf(token), `lists and quotes may be nested ${DEPTH_MAX} deep`);
    return this.blocks(until, depth + 1);
  }

  #items(until: string, depth: number): Block[][] {
    const items: Block[][] = [];
    for (let token = this.#next(); token !== undefined && token.type !== until; token = this.#next()) {
      if (token.type === "list_item_open") items.push(this.#children(token, "list_item_close", depth));
    }
    return items;
  }

  #table(): Block {
    const rows: Inline[][][] = [];
    for (let token = this.#next(); token !== undefined && token.type !== "table_close"; token = this.#next()) {
      if (token.type === "tr_open") rows.push([]);
      else if (token.type === "th_open" || token.type === "td_open")
        rows.at(-1)?.push(this.#inline(token.type === "th_open" ? "th_close" : "td_close"));
    }
    return { t: "table", head: rows[0] ?? [], rows: rows.slice(1) };
  }

  #inline(until: string): Inline[] {
    const nodes: Inline[] = [];
    for (let token = this.#next(); token !== undefined && token.type !== until; token = this.#next()) {
      if (token.type === "inline") nodes.push(...inlineNodes(token.children ?? [], this.#lineOf(token), this.#context));
    }
    return nodes;
  }

  /** The id that the writer gave, or the words of the heading, once: "other-ways", "other-ways-2". */
  #headingId(text: string, given: string | null, line: number): string {
    if (given !== null && this.#headings.has(given))
      this.#context.report("error", "link", line, `heading: another one has the id {#${given}} already`);
    const base =
      given ??
      (words(text, this.#context.locale, 12)
        .map((word) => word.folded)
        .join("-") ||
        "section");
    let count = this.#headings.get(base) ?? 0;
    let id = base;
    // In a loop, since "Other ways 2" may be a heading of its own.
    while (this.#headings.has(id)) id = `${base}-${++count}`;
    this.#headings.set(id, 1).set(base, Math.max(count, 1));
    return id;
  }
}

/** Markdown → the protocol's tree, by an allow-list. Faults go to `context.report`; the tree is whole in any case. */
export function markdownBlocks(text: string, line: number, context: MarkdownContext): Block[] {
  return new BlockReader(markdown.parse(text, {}), line, context).blocks(null, 0);
}
