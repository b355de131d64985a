/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Block } from "../../protocol/article.ts";
import { type BodyContext, Inlines } from "./inline.tsx";
import { safeImage } from "./safe-href.ts";

/** An article's node tree as elements. Every text is escaped by the renderer; every address is checked once more. */
export function Body({ blocks, at }: { blocks: readonly Block[]; at: BodyContext }) {
  return (
    <>
      {blocks.map((block) => (
        <OneBlock block={block} at={at} />
      ))}
    </>
  );
}

function OneBlock({ block, at }: { block: Block; at: BodyContext }) {
  switch (block.t) {
    case "p":
      return (
        <p>
          <Inlines nodes={block.c} at={at} />
        </p>
      );
    case "h": {
      const Tag = block.level === 2 ? "h2" : block.level === 3 ? "h3" : "h4";
      return (
        <Tag id={block.id}>
          <Inlines nodes={block.c} at={at} />
        </Tag>
      );
    }
    case "list": {
      const items = block.items.map((item) => (
        <li>
          <Item blocks={item} at={at} />
        </li>
      ));
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case "code":
      return (
        // Long lines scroll sideways, also by keyboard.
        <pre tabindex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case "quote":
      return (
        <blockquote>
          <Body blocks={block.c} at={at} />
        </blockquote>
      );
    case "table":
      return <Table block={block} at={at} />;
    case "hr":
      return <hr />;
    case "img":
      return <Picture block={block} />;
  }
}

/** A paragraph that is alone in its item needs no paragraph's distance. */
function Item({ blocks, at }: { blocks: readonly Block[]; at: BodyContext }) {
  const [first, ...rest] = blocks;
  if (first?.t !== "p") return <Body blocks={blocks} at={at} />;
  return (
    <>
      <Inlines nodes={first.c} at={at} />
      <Body blocks={rest} at={at} />
    </>
  );
}

function Table({ block, at }: { block: Extract<Block, { t: "table" }>; at: BodyContext }) {
  return (
    <section class="table" aria-label={at.tableNote} tabindex={0}>
      <table>
        <thead>
          <tr>
            {block.head.map((cell) => (
              <th scope="col">
                <Inlines nodes={cell} at={at} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row) => (
            <tr>
              {row.map((cell) => (
                <td>
                  <Inlines nodes={cell} at={at} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Picture({ block }: { block: Extract<Block, { t: "img" }> }) {
  const src = safeImage(block.src);
  if (src === null) return block.alt === "" ? null : <p>{block.alt}</p>;
  return (
    <figure>
      <img src={src} alt={block.alt} width={block.width} height={block.height} loading="lazy" decoding="async" />
    </figure>
  );
}
