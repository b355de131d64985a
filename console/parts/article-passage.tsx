import type { Block, Inline } from "../../protocol/article.ts";
import type { Body } from "../../protocol/model.ts";
import { t } from "../language.ts";

/** What the visitor read, for the agent: structure and words; links are words here, nothing leads out of the desk. */
export function ArticlePassage({ body }: { body: Extract<Body, { kind: "answer" }> }) {
  const { thread } = t.value;
  return (
    <div class="passage">
      <p class="passage-title">
        {body.whole ? thread.wholeArticle : thread.article} <bdi>{body.article.title}</bdi>
      </p>
      <div lang={body.locale} dir="auto">
        <Blocks blocks={body.passage} />
      </div>
    </div>
  );
}

function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return <>{blocks.map(renderBlock)}</>;
}

function renderBlock(block: Block, key: number) {
  switch (block.t) {
    case "p":
      return <p key={key}>{words(block.c)}</p>;
    case "h":
      // A heading of the article is not one of this page: it would break the page's outline.
      return (
        <p key={key} class="passage-heading">
          {words(block.c)}
        </p>
      );
    case "list": {
      const items = block.items.map((item, i) => (
        <li key={i}>
          <Blocks blocks={item} />
        </li>
      ));
      return block.ordered ? (
        <ol key={key} start={block.start ?? 1}>
          {items}
        </ol>
      ) : (
        <ul key={key}>{items}</ul>
      );
    }
    case "code":
      return (
        <pre key={key}>
          <code>{block.text}</code>
        </pre>
      );
    case "quote":
      return (
        <blockquote key={key}>
          <Blocks blocks={block.c} />
        </blockquote>
      );
    case "table":
      return [block.head, ...block.rows].map((row, i) => <p key={`${key}-${i}`}>{row.map(words).join(" · ")}</p>);
    case "hr":
      return <hr key={key} />;
    default:
      // Articles grow by addition; a block of a newer server is left out rather than breaking the thread.
      return null;
  }
}

/** Plain words of a run of text. */
function words(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (typeof inline === "string") return inline;
      switch (inline.t) {
        case "br":
          return "\n";
        case "code":
          return inline.text;
        case "strong":
        case "em":
        case "del":
        case "link":
        case "ref":
          return words(inline.c);
      }
    })
    .join("");
}
