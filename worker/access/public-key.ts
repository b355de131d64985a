import { importSPKI } from "jose";

/** `pem`: as it is kept, one way of writing for the same key. `why`: what is wrong and what is expected, for the owner to read. */
export type PublicKeyRead = { kind: "key"; pem: string } | { kind: "bad"; why: string };

const EXPECTED = 'An ES256 public key is expected: P-256, in PEM, from "-----BEGIN PUBLIC KEY-----" to its end line.';
const PEM = /^-----BEGIN PUBLIC KEY-----\s+([A-Za-z0-9+/=\s]+?)\s*-----END PUBLIC KEY-----$/;

export async function readPublicKey(text: string): Promise<PublicKeyRead> {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    return {
      kind: "bad",
      why: `This is the private key: keep it on your server, and do not use it any more if it has left it. ${EXPECTED}`,
    };
  }
  const body = PEM.exec(text.trim())?.[1]?.replaceAll(/\s/g, "");
  if (!body) return { kind: "bad", why: EXPECTED };
  const lines = body.match(/.{1,64}/g) ?? [];
  const pem = ["-----BEGIN PUBLIC KEY-----", ...lines, "-----END PUBLIC KEY-----"].join("\n");
  try {
    await importSPKI(pem, "ES256");
    return { kind: "key", pem };
  } catch {
    return { kind: "bad", why: `This key is of another kind, or damaged. ${EXPECTED}` };
  }
}
