import type { ComponentChildren } from "preact";
import type { Block, Inline } from "../../protocol/article.ts";
import type { Body } from "../../protocol/model.ts";
import { t } from "../language.ts";
import { webAddress } from "../visitor-facts.ts";
import { WebLink } from "./text-with-links.tsx";

/** What the visitor read, for the agent: structure, words, pictures and links to the web. */
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
      return <p key={key}>{block.c.map(run)}</p>;
    case "h":
      // A heading of the article is not one of this page: it would break the page's outline.
      return (
        <p key={key} class="passage-heading">
          {block.c.map(run)}
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
      return (
        <table key={key}>
          <thead>
            <tr>
              {block.head.map((cell, i) => (
                <th key={i} scope="col">
                  {cell.map(run)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, r) => (
              <tr key={r}>
                {row.map((cell, i) => (
                  <td key={i}>{cell.map(run)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case "img":
      // Pictures come from this server only; anything else would tell strangers who reads here.
      return block.src.startsWith("/media/") ? (
        <img key={key} src={block.src} alt={block.alt} width={block.width} height={block.height} loading="lazy" />
      ) : (
        <p key={key}>{block.alt}</p>
      );
    case "hr":
      return <hr key={key} />;
    default:
      // Articles grow by addition; a block of a newer server is left out rather than breaking the thread.
      return null;
  }
}

/** A run of text. A link to another article is words: the desk is not the place to read on. */
function run(inline: Inline, key: number): ComponentChildren {
  if (typeof inline === "string") return inline;
  switch (inline.t) {
    case "br":
      return <br key={key} />;
    case "code":
      return <code key={key}>{inline.text}</code>;
    case "strong":
      return <strong key={key}>{inline.c.map(run)}</strong>;
    case "em":
      return <em key={key}>{inline.c.map(run)}</em>;
    case "del":
      return <del key={key}>{inline.c.map(run)}</del>;
    case "link": {
      const href = webAddress(inline.href);
      return href === null ? inline.c.map(run) : <WebLink key={key} href={href} text={words(inline.c)} />;
    }
    case "ref":
      return inline.c.map(run);
    default:
      return null;
  }
}

function words(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (typeof inline === "string") return inline;
      if (inline.t === "code") return inline.text;
      return inline.t === "br" ? "\n" : words(inline.c);
    })
    .join("");
}
