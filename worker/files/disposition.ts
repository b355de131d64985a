/**
 * RFC 6266: the name in ASCII for whoever knows nothing else, and as it is (RFC 5987). Quotes and backslashes are not left in the first,
 * so that no name ends it early.
 */
export function disposition(kind: "attachment" | "inline", name: string): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^\x20-\x7e]|["\\%]/g, "_");
  const exact = encodeURIComponent(name).replaceAll(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${exact}`;
}
