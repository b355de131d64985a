import { type KnowledgeBase, openKnowledgeBase } from "../../worker/kb/knowledge-base.ts";
import { rank } from "../../worker/kb/rank.ts";
import { search } from "../../worker/kb/search.ts";

/** What raw workerd runs for the bench: one knowledge base, opened as worker/knowledge.ts does it, and asked. */

type Files = { fetch: (url: string) => Promise<Response> };

let kb: KnowledgeBase | null = null;

async function open(files: Files, name: string): Promise<KnowledgeBase> {
  const response = await files.fetch(`http://files/${name}`);
  if (!response.ok) throw new Error(`${name}: status ${response.status}`);
  return openKnowledgeBase(new Uint8Array(await response.arrayBuffer()));
}

export default {
  async fetch(request: Request, { FILES }: { FILES: Files }): Promise<Response> {
    const { pathname } = new URL(request.url);
    const text = await request.text();
    switch (pathname) {
      case "/collect":
        (globalThis as { gc?: () => void }).gc?.();
        return new Response("gc" in globalThis ? "collected" : "cannot");
      case "/read": {
        const response = await FILES.fetch(`http://files/${text}`);
        return new Response(String((await response.arrayBuffer()).byteLength));
      }
      case "/open":
        // The old one goes first, as from the budget of opened files.
        kb = null;
        kb = await open(FILES, text);
        return new Response(String(kb.articles.size));
      case "/rank":
        return new Response(kb === null ? "" : (rank(kb, text).hits[0]?.article.body.length ?? 0).toString());
      case "/search":
        return new Response(kb === null ? "" : String(search(kb, text).length));
      default:
        return new Response("");
    }
  },
};
