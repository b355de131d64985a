import type { Action, Block, Inline } from "../protocol/article.ts";

/*
 * The only place that makes DOM of what others wrote. Text becomes text nodes, a tree becomes elements of this list, and
 * nothing else; there is no way from a string to markup.
 */

const SCHEMES = ["https:", "http:", "mailto:", "tel:"];

/** The address if a visitor may follow it. Checked again here although the build checked it: this is where it would run. */
export function safeHref(href: string): string | null {
  try {
    const url = new URL(href);
    return SCHEMES.includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** Opens an article of the same site within the panel. */
type OpenArticle = (id: string) => void;

/** Kinds that a later version of the tree may add are left out, their neighbours stay. */
export function blockNodes(blocks: readonly Block[], open: OpenArticle): Node[] {
  return blocks.flatMap((block) => blockNode(block, open) ?? []);
}

function blockNode(block: Block, open: OpenArticle): Node | null {
  switch (block.t) {
    case "p":
      return element("p", inlineNodes(block.c, open));
    case "h":
      // The panel's own headings are h2 and h3.
      return element(`h${block.level + 1}`, inlineNodes(block.c, open));
    case "list": {
      const items = block.items.map((item) => element("li", blockNodes(item, open)));
      const list = element(block.ordered ? "ol" : "ul", items);
      if (block.start !== undefined) list.setAttribute("start", `${block.start}`);
      return list;
    }
    case "code":
      return element("pre", [element("code", [block.text])]);
    case "quote":
      return element("blockquote", blockNodes(block.c, open));
    case "table":
      return table(block, open);
    case "hr":
      return element("hr", []);
    default:
      return null;
  }
}

function table(block: Extract<Block, { t: "table" }>, open: OpenArticle): Node {
  const row = (tag: string, cells: Inline[][]) =>
    element(
      "tr",
      cells.map((cell) => element(tag, inlineNodes(cell, open))),
    );
  const head = element("thead", [row("th", block.head)]);
  const body = element(
    "tbody",
    block.rows.map((cells) => row("td", cells)),
  );
  return element("table", [head, body]);
}

function inlineNodes(inlines: readonly Inline[], open: OpenArticle): (Node | string)[] {
  return inlines.flatMap((inline) => inlineNode(inline, open) ?? []);
}

function inlineNode(inline: Inline, open: OpenArticle): Node | string | (Node | string)[] | null {
  if (typeof inline === "string") return inline;
  switch (inline.t) {
    case "strong":
    case "em":
    case "del":
      return element(inline.t, inlineNodes(inline.c, open));
    case "code":
      return element("code", [inline.text]);
    case "br":
      return element("br", []);
    case "link":
      return link(inline.href, inlineNodes(inline.c, open));
    case "ref": {
      const button = element("button", inlineNodes(inline.c, open));
      button.className = "link";
      button.addEventListener("click", () => open(inline.article));
      return button;
    }
    default:
      return null;
  }
}

/** A button of an article. The page hears of an event, or the visitor follows the link; a link that may not be is left out. */
export function actionNode(action: Action, emit: (event: string) => void): Node | null {
  if (!("event" in action)) {
    const node = link(action.href, [action.label]);
    if (!(node instanceof Element)) return null;
    node.className = "action";
    return node;
  }
  const button = element("button", [action.label]);
  button.className = "action";
  button.addEventListener("click", () => emit(action.event));
  return button;
}

/** The words alone if the address is not one to follow. */
function link(href: string, children: (Node | string)[]): Element | (Node | string)[] {
  const safe = safeHref(href);
  if (safe === null) return children;
  const anchor = element("a", children);
  anchor.setAttribute("href", safe);
  anchor.setAttribute("target", "_blank");
  anchor.setAttribute("rel", "noopener noreferrer");
  return anchor;
}

/** `append` makes text nodes of strings. */
function element(tag: string, children: readonly (Node | string)[]): HTMLElement {
  const node = document.createElement(tag);
  node.append(...children);
  if (tag === "button") node.setAttribute("type", "button");
  return node;
}
