import { decodeProtectedHeader, errors, importSPKI, type JWTVerifyOptions, jwtVerify } from "jose";
import { CLOCK_TOLERANCE_MS } from "../../protocol/limits.ts";
import type { Person, SiteId } from "../../protocol/model.ts";
import type { IdentityKeySet } from "../rpc.ts";
import { personOf } from "./identity-claims.ts";

type Key = Uint8Array | Awaited<ReturnType<typeof importSPKI>>;

/**
 * Who a JWT of the owner's server names. null: whatever is wrong with it; why is nobody's business outside. The kind of key decides the
 * algorithm, and what the header says of keys (`kid`, `jwk`, `jku`, `x5c`) decides nothing: a public key is known to everybody, so its
 * text must never serve as a secret.
 */
export async function verifyIdentity(
  identity: string,
  site: SiteId,
  keys: IdentityKeySet,
  now: number,
): Promise<Person | null> {
  const algorithm = algorithmOf(identity);
  const candidates = algorithm === null ? [] : await keysFor(algorithm, keys);
  const options: JWTVerifyOptions = {
    algorithms: algorithm === null ? [] : [algorithm],
    audience: site,
    clockTolerance: CLOCK_TOLERANCE_MS / 1000,
    currentDate: new Date(now),
  };
  for (const key of candidates) {
    try {
      const { payload } = await jwtVerify(identity, key, options);
      return personOf(payload, now);
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) return null;
    }
  }
  return null;
}

function algorithmOf(identity: string): "HS256" | "ES256" | null {
  try {
    const { alg } = decodeProtectedHeader(identity);
    return alg === "HS256" || alg === "ES256" ? alg : null;
  } catch {
    return null;
  }
}

async function keysFor(algorithm: "HS256" | "ES256", { secrets, publicKey }: IdentityKeySet): Promise<Key[]> {
  if (algorithm === "HS256") return secrets.map((key) => new Uint8Array(Buffer.from(key, "base64url")));
  return publicKey === null ? [] : [await importSPKI(publicKey, "ES256")];
}
