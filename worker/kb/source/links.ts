/** Where a link in an article may lead. */
export type LinkTarget =
  | { kind: "web"; href: string }
  | { kind: "article"; id: string }
  /** A heading of the same article. */
  | { kind: "heading"; id: string }
  | { kind: "refused"; reason: string };

const PROTOCOLS = new Set(["https:", "http:", "mailto:", "tel:"]);
const ARTICLE_FILE = /^(?:\.\.\/([a-z0-9-]+)\/|\.\/)?([a-z0-9-]+)\.md$/;
const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

/** `category`: of the article that holds the link. */
export function linkTarget(href: string, category: string): LinkTarget {
  const article = ARTICLE_FILE.exec(href);
  if (article !== null) return { kind: "article", id: `${article[1] ?? category}/${article[2]}` };
  if (/^#./.test(href)) return { kind: "heading", id: decoded(href.slice(1)) };
  const refused = (what: string): LinkTarget => ({ kind: "refused", reason: `${what}, got ${shorten(href)}` });
  let url: URL;
  try {
    url = new URL(href);
  } catch {
    return refused("https, http, mailto or tel address, or an article like ../billing/invoice.md expected");
  }
  if (!PROTOCOLS.has(url.protocol)) return refused("link with https, http, mailto or tel expected");
  // https://bank.example@evil.example leads to evil.example.
  if (/^https?:\/\/[^/?#]*@/.test(url.href)) return refused("link without user name expected");
  return { kind: "web", href: url.href };
}

/** Markdown writes letters of other alphabets in percent signs. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** null when the link of an action is fine. */
export function actionFault(href: string, hosts: readonly string[]): string | null {
  const fault = `https link on one of the hosts of site.yaml expected${hosts.length === 0 ? " (it names none)" : ""}, got ${shorten(href)}`;
  try {
    const url = new URL(href);
    return url.protocol === "https:" && hosts.includes(url.host) && !/^https:\/\/[^/?#]*@/.test(url.href)
      ? null
      : fault;
  } catch {
    return fault;
  }
}
