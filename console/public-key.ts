/** What somebody pasted where a public key belongs, as far as it can be told without reading it. The server reads it. */
export type PemFault = "private" | "certificate" | "other";

/** null: it looks like a public key in PEM. A private key is found here, so that it never leaves this page. */
export function pemFault(text: string): PemFault | null {
  if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(text)) return "private";
  if (/-----BEGIN (TRUSTED |X509 )?CERTIFICATE-----/.test(text)) return "certificate";
  return /^-----BEGIN PUBLIC KEY-----\s[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----$/.test(text.trim()) ? null : "other";
}
