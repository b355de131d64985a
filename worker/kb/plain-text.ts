import type { Block, Inline } from "../../protocol/article.ts";

export function inlineText(nodes: readonly Inline[]): string {
  let text = "";
  for (const node of nodes) {
    if (typeof node === "string") text += node;
    else if (node.t === "br") text += " ";
    else text += node.t === "code" ? node.text : inlineText(node.c);
  }
  return text;
}

function blockText(block: Block): string {
  switch (block.t) {
    case "p":
    case "h":
      return inlineText(block.c);
    case "code":
      return block.text;
    case "quote":
      return plainText(block.c);
    case "list":
      return block.items.map(plainText).join("\n");
    case "table":
      return [block.head, ...block.rows].map((row) => row.map(inlineText).join(" ")).join("\n");
    case "img":
      return block.alt;
    case "hr":
      return "";
  }
}

/** The words of a body without its shape, one line per block. For the index and for measuring lengths. */
export function plainText(blocks: readonly Block[]): string {
  return blocks.map(blockText).join("\n");
}
