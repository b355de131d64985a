import { execFileSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Certificate = {
  key: string;
  cert: string;
  /** SHA-256 of the public key in base64: Chromium then takes the certificate for a good one, and keeps its cache. */
  pin: string;
};

/** For `localhost`, one day. Throws where there is no `openssl`. */
export function makeCertificate(): Certificate {
  const dir = mkdtempSync(join(tmpdir(), "deskbell-cert-"));
  try {
    const [key, cert] = [join(dir, "key.pem"), join(dir, "cert.pem")];
    const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"];
    const name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    execFileSync("openssl", ["req", ...kind, ...name, "-keyout", key, "-out", cert], { stdio: "pipe" });
    const text = readFileSync(cert, "utf8");
    const spki = new X509Certificate(text).publicKey.export({ type: "spki", format: "der" });
    return {
      key: readFileSync(key, "utf8"),
      cert: text,
      pin: createHash("sha256").update(spki).digest("base64"),
    };
  } finally {
    rmSync(dir, { recursive: true });
  }
}
