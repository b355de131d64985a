/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Alternate } from "./help-site.ts";
import { JsonLd } from "./json-ld.tsx";

/** The chat of a page, and the link that opens it. */
export const CHAT_SCRIPTS = ["/widget/v1/support-widget.js", "/hosted/assets/help.js"];

export type HeadFacts = {
  title: string;
  ogTitle: string;
  description: string;
  origin: string;
  siteName: string;
  /** null: the page has no address of its own (an error). */
  path: string | null;
  alternates: readonly Alternate[];
  xDefault: string | null;
  noindex: boolean;
  data: readonly object[];
  /** Modules: they never hold the page up. */
  scripts: readonly string[];
};

export function PageHead(head: HeadFacts) {
  const { origin, path, alternates } = head;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <meta name="color-scheme" content="light dark" />
      <title>{head.title}</title>
      {head.description === "" ? null : <meta name="description" content={head.description} />}
      {head.noindex ? <meta name="robots" content="noindex" /> : null}
      {path === null || head.noindex ? null : <link rel="canonical" href={`${origin}${path}`} />}
      {head.xDefault === null
        ? null
        : alternates.map((other) => <link rel="alternate" hreflang={other.locale} href={`${origin}${other.path}`} />)}
      {head.xDefault === null ? null : <link rel="alternate" hreflang="x-default" href={`${origin}${head.xDefault}`} />}
      <meta property="og:title" content={head.ogTitle} />
      <meta property="og:site_name" content={head.siteName} />
      <meta property="og:type" content="website" />
      {head.description === "" ? null : <meta property="og:description" content={head.description} />}
      {path === null ? null : <meta property="og:url" content={`${origin}${path}`} />}
      <link rel="icon" href="/hosted/assets/icon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href="/hosted/assets/help.css" />
      {head.scripts.map((src) => (
        <script type="module" src={src} />
      ))}
      {head.data.map((data) => (
        <JsonLd data={data} />
      ))}
    </head>
  );
}

/** A bell on a desk. Decoration: the name stands beside it. */
export function Icon() {
  return (
    <svg class="bell" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path d="M3 18h18M5 15a7 7 0 0 1 14 0zM12 8V5M10 5h4" />
    </svg>
  );
}
