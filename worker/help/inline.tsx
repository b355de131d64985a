/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Inline } from "../../protocol/article.ts";
import { articlePath } from "./addresses.ts";
import { headingHref, safeHref } from "./safe-href.ts";

/** What the nodes of an article need to know of where they stand. */
export type BodyContext = {
  site: string;
  locale: string;
  /** Whether the site has this article in this language: a link to one that it has not is plain text. */
  has: (article: string) => boolean;
  tableNote: string;
};

export function Inlines({ nodes, at }: { nodes: readonly Inline[]; at: BodyContext }) {
  return (
    <>
      {nodes.map((node) => (
        <OneInline node={node} at={at} />
      ))}
    </>
  );
}

function OneInline({ node, at }: { node: Inline; at: BodyContext }) {
  if (typeof node === "string") return <>{node}</>;
  switch (node.t) {
    case "strong":
      return (
        <strong>
          <Inlines nodes={node.c} at={at} />
        </strong>
      );
    case "em":
      return (
        <em>
          <Inlines nodes={node.c} at={at} />
        </em>
      );
    case "del":
      return (
        <del>
          <Inlines nodes={node.c} at={at} />
        </del>
      );
    case "code":
      return <code>{node.text}</code>;
    case "br":
      return <br />;
    case "link": {
      const href = headingHref(node.href) ?? safeHref(node.href);
      const text = <Inlines nodes={node.c} at={at} />;
      return href === null ? text : <a href={href}>{text}</a>;
    }
    case "ref": {
      const text = <Inlines nodes={node.c} at={at} />;
      return at.has(node.article) ? <a href={articlePath(at.site, at.locale, node.article)}>{text}</a> : text;
    }
  }
}
