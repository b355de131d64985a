import type { Block, Inline } from "../../../protocol/article.ts";

/** What only the owner knows stands in square brackets in the presets: [support e-mail]. A link's text is a link by now. */
const PLACEHOLDER = /\[[\p{L}\d][^[\]\n]{1,80}\]/gu;

/** Places that still have to be filled in, each once, in their order. Code is left out: brackets mean something there. */
export function placeholders(title: string, body: readonly Block[]): string[] {
  const found = `${title}\n${body.map(blockText).join("\n")}`.match(PLACEHOLDER) ?? [];
  return [...new Set(found)];
}

function blockText(block: Block): string {
  switch (block.t) {
    case "p":
    case "h":
      return inlineText(block.c);
    case "quote":
      return block.c.map(blockText).join("\n");
    case "list":
      return block.items.flat().map(blockText).join("\n");
    case "table":
      return [block.head, ...block.rows].flat().map(inlineText).join("\n");
    case "img":
      return block.alt;
    case "code":
    case "hr":
      return "";
  }
}

function inlineText(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (typeof node === "string") return node;
      return node.t === "br" || node.t === "code" ? " " : inlineText(node.c);
    })
    .join("");
}
