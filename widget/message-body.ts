import type { Action, Block, Inline } from "../protocol/article.ts";
import type { LauncherPort, Settings } from "./port.ts";
import { safeHref } from "./safe-href.ts";

/*
 * The only place that makes DOM of what others wrote. Text becomes text nodes, a tree becomes elements of this list, and
 * nothing else; there is no way from a string to markup.
 */

/** What the nodes need of the panel. */
type Host = {
  readonly settings: Pick<Settings, "server">;
  readonly port: Pick<LauncherPort, "emit">;
  /** Opens an article of the same site within the panel. */
  showArticle(id: string): void;
};

export class MessageBody {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Kinds that a later version of the tree may add are left out, their neighbours stay. */
  blocks(blocks: readonly Block[]): Node[] {
    return blocks.flatMap((block) => this.#block(block) ?? []);
  }

  /** Buttons of an article. The page hears of an event, and may answer; or the visitor follows the link. One that may not be is left out. */
  actions(actions: readonly Action[]): HTMLElement[] {
    return actions.flatMap((action) => {
      let node: HTMLElement | (Node | string)[];
      if ("event" in action) {
        node = element("button", [action.label]);
        const answer = element("p", []);
        answer.role = "status";
        // Nothing is shown of a text that never comes.
        const respond = (text: string | Promise<string>): void => {
          Promise.resolve(text).then((said) => answer.replaceChildren(said), Boolean);
        };
        node.onclick = () => {
          // In the page before it says something, or nobody would hear it.
          (node as HTMLElement).after(answer);
          this.#host.port.emit("support-action", { event: action.event, respond });
        };
      } else node = link(action.href, [action.label]);
      if (Array.isArray(node)) return [];
      node.className = "action";
      return node;
    });
  }

  #block(block: Block): Node | null {
    switch (block.t) {
      case "p":
        return element("p", this.#inlines(block.c));
      case "h":
        // The panel's own headings are h2 and h3.
        return element(`h${block.level + 1}`, this.#inlines(block.c));
      case "list": {
        const items = block.items.map((item) => element("li", this.blocks(item)));
        const list = element(block.ordered ? "ol" : "ul", items);
        if (block.start !== undefined) list.setAttribute("start", `${block.start}`);
        return list;
      }
      case "code":
        return element("pre", [element("code", [block.text])]);
      case "quote":
        return element("blockquote", this.blocks(block.c));
      case "table":
        return element("table", [
          element("thead", [this.#row("th", block.head)]),
          element(
            "tbody",
            block.rows.map((cells) => this.#row("td", cells)),
          ),
        ]);
      case "hr":
        return element("hr", []);
      case "img":
        return this.#image(block);
      default:
        return null;
    }
  }

  #row(tag: string, cells: Inline[][]): Node {
    return element(
      "tr",
      cells.map((cell) => element(tag, this.#inlines(cell))),
    );
  }

  /** Images of the support server only; another host would learn who reads. */
  #image({ src, alt, width, height }: Extract<Block, { t: "img" }>): Node | null {
    const { href, pathname } = new URL(src, this.#host.settings.server);
    if (!src.startsWith("/media/") || !pathname.startsWith("/media/")) return null;
    const image = document.createElement("img");
    // `loading` before `src`, or it comes too late.
    return Object.assign(image, { loading: "lazy", alt, width, height, src: href });
  }

  #inlines(inlines: readonly Inline[]): (Node | string)[] {
    return inlines.flatMap((inline) => this.#inline(inline) ?? []);
  }

  #inline(inline: Inline): Node | string | (Node | string)[] | null {
    if (typeof inline === "string") return inline;
    switch (inline.t) {
      case "strong":
      case "em":
      case "del":
        return element(inline.t, this.#inlines(inline.c));
      case "code":
        return element("code", [inline.text]);
      case "br":
        return element("br", []);
      case "link":
        return link(inline.href, this.#inlines(inline.c));
      case "ref": {
        const button = element("button", this.#inlines(inline.c));
        button.className = "link";
        button.onclick = () => this.#host.showArticle(inline.article);
        return button;
      }
      default:
        return null;
    }
  }
}

/** The words alone if the address is not one to follow. */
export function link(
  href: string,
  children: (Node | string)[],
  rel = "noopener noreferrer",
): HTMLElement | typeof children {
  const safe = safeHref(href);
  if (!safe) return children;
  return Object.assign(element("a", children) as HTMLAnchorElement, { href: safe, target: "_blank", rel });
}

/** `append` makes text nodes of strings. */
function element(tag: string, children: readonly (Node | string)[]): HTMLElement {
  const node = document.createElement(tag);
  node.append(...children);
  return node;
}
