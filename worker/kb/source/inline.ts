import type { Token } from "markdown-it";
import type { Inline } from "../../../protocol/article.ts";
import { inlineText } from "../plain-text.ts";
import { linkTarget } from "./links.ts";
import type { Report } from "./problem.ts";

export type InlineContext = {
  report: Report;
  category: string;
  /** Called for every link to another article; whether it exists is known only when all are read. */
  onReference: (id: string, line: number) => void;
  /** Called for every link to a heading of the same article; which ones there are is known when all of it is read. */
  onHeadingLink: (id: string, line: number) => void;
};

const MARKS: Readonly<Record<string, "strong" | "em" | "del">> = {
  strong_open: "strong",
  em_open: "em",
  s_open: "del",
};

/** Text runs that stand side by side become one. */
function push(into: Inline[], node: Inline): void {
  const last = into.at(-1);
  if (typeof node === "string" && typeof last === "string") into[into.length - 1] = last + node;
  else if (node !== "") into.push(node);
}

/** The description of an image: the words between its brackets, without marks. */
export function altText(image: Token): string {
  const text = (tokens: readonly Token[]): string =>
    tokens
      .map(({ type, content, children }) =>
        type === "image" ? text(children ?? []) : type.endsWith("break") ? " " : type === "html_inline" ? "" : content,
      )
      .join("");
  return text(image.children ?? [])
    .replace(/\s+/g, " ")
    .trim();
}

type Open = { children: Inline[]; close: (children: Inline[]) => readonly Inline[] };

function openLink(href: string, line: number, context: InlineContext): Open["close"] {
  const target = linkTarget(href, context.category);
  switch (target.kind) {
    case "refused":
      context.report("error", "link", line, `link: ${target.reason}`);
      return (c) => c;
    case "article":
      context.onReference(target.id, line);
      return (c) => [{ t: "ref", article: target.id, c: c.length > 0 ? c : [target.id] }];
    case "heading":
      context.onHeadingLink(target.id, line);
      return (c) => [{ t: "link", href: `#${target.id}`, c }];
    case "web":
      return (c) => [{ t: "link", href: target.href, c: c.length > 0 ? c : [target.href] }];
  }
}

/** Tokens of one paragraph, heading or cell → nodes. `line`: the first line of it. What is not listed here does not get through. */
export function inlineNodes(tokens: readonly Token[], line: number, context: InlineContext): Inline[] {
  const root: Open = { children: [], close: (c) => c };
  const stack: Open[] = [root];
  const top = (): Open => stack.at(-1) ?? root;
  let at = line;
  for (const token of tokens) {
    const mark = MARKS[token.type];
    if (mark !== undefined) {
      stack.push({ children: [], close: (c) => (inlineText(c) === "" ? [] : [{ t: mark, c }]) });
    } else if (token.type === "link_open") {
      stack.push({ children: [], close: openLink(String(token.attrGet("href") ?? ""), at, context) });
    } else if (token.nesting === -1) {
      const closed = stack.length > 1 ? stack.pop() : undefined;
      if (closed !== undefined) for (const node of closed.close(closed.children)) push(top().children, node);
    } else {
      switch (token.type) {
        case "text":
        case "text_special":
          push(top().children, token.content);
          break;
        case "code_inline":
          push(top().children, { t: "code", text: token.content });
          break;
        case "softbreak":
          at++;
          push(top().children, " ");
          break;
        case "hardbreak":
          at++;
          push(top().children, { t: "br" });
          break;
        case "image":
          context.report("warning", "image", at, "image within a text: put the image into a paragraph of its own");
          push(top().children, altText(token));
          break;
        case "html_inline":
          if (!token.content.startsWith("<!--"))
            context.report("warning", "html", at, `HTML is left out: ${token.content.slice(0, 60)}`);
          break;
        default:
          context.report("warning", "html", at, `not supported and left out: ${token.type}`);
      }
    }
  }
  return root.children;
}
