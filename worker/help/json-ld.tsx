/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { raw } from "hono/html";

const ESCAPES: Record<string, string> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/** JSON that no HTML parser can leave: in it, these characters stand in strings only, where an escape means the same. */
export function scriptSafeJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (char) => ESCAPES[char] ?? "");
}

/** Structured data for search engines. The only place where text goes into a page unescaped; a data block, so no policy forbids it. */
export function JsonLd({ data }: { data: object }) {
  return (
    <script type="application/ld+json">{raw(scriptSafeJson({ "@context": "https://schema.org", ...data }))}</script>
  );
}
