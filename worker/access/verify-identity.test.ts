import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import type { SiteId } from "../../protocol/model.ts";
import type { IdentityKeySet } from "../rpc.ts";
import { readPublicKey } from "./public-key.ts";
import { verifyIdentity } from "./verify-identity.ts";

const NOW = 1_800_000_000_000;
const seconds = NOW / 1000;
const demo = "demo" as SiteId;
const good = { sub: "42", aud: "demo", iat: seconds, exp: seconds + 300 };
const secret = "a".repeat(43);
const utf8 = (text: string) => new TextEncoder().encode(text);
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, "base64url"));
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
let own: Pair;
let foreign: Pair;
let rsa: Pair;
let pem = "";
let keys: IdentityKeySet;
beforeAll(async () => {
  const extractable = { extractable: true };
  own = await generateKeyPair("ES256", extractable);
  foreign = await generateKeyPair("ES256", extractable);
  rsa = await generateKeyPair("RS256", extractable);
  pem = (await exportSPKI(own.publicKey)).trim();
  keys = { secrets: [secret], publicKey: pem };
});

type Key = Uint8Array | Pair["privateKey"];
const sign = (claims: object, key: Key, header: { alg: string; [more: string]: unknown } = { alg: "ES256" }) =>
  new SignJWT({ ...claims }).setProtectedHeader(header).sign(key);

describe("an identity signed with the owner's own key", () => {
  it("says who it is, beside the secrets made here", async () => {
    expect(await verifyIdentity(await sign(good, own.privateKey), demo, keys, NOW)).toMatchObject({ id: "42" });
    const bySecret = await sign(good, bytesOf(secret), { alg: "HS256" });
    expect(await verifyIdentity(bySecret, demo, keys, NOW)).toMatchObject({ id: "42" });
    // A name for the key decides nothing: there is one.
    const named = await sign(good, own.privateKey, { alg: "ES256", kid: "2026" });
    expect(await verifyIdentity(named, demo, keys, NOW)).toMatchObject({ id: "42" });
  });

  it.each<[string, object]>([
    ["another site", { aud: "other" }],
    ["expired", { iat: seconds - 600, exp: seconds - 61 }],
    ["for ever", { exp: undefined }],
    ["without a time", { iat: undefined }],
    ["from the future", { iat: seconds + 61 }],
    ["nobody", { sub: "" }],
  ])("%s is refused", async (_, wrong) => {
    const identity = await sign({ ...good, ...wrong }, own.privateKey);
    expect(await verifyIdentity(identity, demo, keys, NOW)).toBeNull();
  });

  it.each<[string, () => Promise<string>]>([
    ["another private key", () => sign(good, foreign.privateKey)],
    ["the public key's text as a secret", () => sign(good, utf8(pem), { alg: "HS256" })],
    ["the same with its line end", () => sign(good, utf8(`${pem}\n`), { alg: "HS256" })],
    [
      "the public key's bytes as a secret",
      () => sign(good, new Uint8Array(Buffer.from(pem.split("\n").slice(1, -1).join(""), "base64")), { alg: "HS256" }),
    ],
    ["HS384 with the secret", () => sign(good, bytesOf(secret.repeat(2)), { alg: "HS384" })],
    ["RS256", () => sign(good, rsa.privateKey, { alg: "RS256" })],
    ["none", async () => `${encoded({ alg: "none" })}.${encoded(good)}.`],
    ["None", async () => `${encoded({ alg: "None" })}.${encoded(good)}.`],
    ["a list of algorithms", async () => `${encoded({ alg: ["ES256"] })}.${encoded(good)}.AAAA`],
    ["no algorithm", async () => `${encoded({ typ: "JWT" })}.${encoded(good)}.AAAA`],
    ["a signature of nulls", async () => `${encoded({ alg: "ES256" })}.${encoded(good)}.${"A".repeat(86)}`],
    [
      "an algorithm that the signature is not of",
      async () => {
        const [, payload, signature] = (await sign(good, own.privateKey)).split(".");
        return `${encoded({ alg: "HS256" })}.${payload}.${signature}`;
      },
    ],
    [
      "a key that comes along",
      async () => {
        const jwk = await exportJWK(foreign.publicKey);
        return sign(good, foreign.privateKey, { alg: "ES256", kid: "1", jwk, jku: "https://evil.example/keys" });
      },
    ],
    [
      "an extension that must be understood",
      () =>
        sign(good, own.privateKey, { alg: "ES256", crit: ["x"], x: 1 }).catch(
          () => `${encoded({ alg: "ES256", crit: ["x"], x: 1 })}.${encoded(good)}.AAAA`,
        ),
    ],
  ])("%s is refused", async (_, make) => {
    expect(await verifyIdentity(await make(), demo, keys, NOW)).toBeNull();
  });

  it("needs its key: without one, and with the secrets alone, it says nothing", async () => {
    const identity = await sign(good, own.privateKey);
    expect(await verifyIdentity(identity, demo, { secrets: [secret], publicKey: null }, NOW)).toBeNull();
    const bySecret = await sign(good, bytesOf(secret), { alg: "HS256" });
    expect(await verifyIdentity(bySecret, demo, { secrets: [], publicKey: pem }, NOW)).toBeNull();
  });

  it("altered anywhere, it says nothing", async () => {
    const identity = await sign(good, own.privateKey);
    for (let at = 0; at < identity.length; at += 7) {
      // The last character of a part holds bits that mean nothing.
      if (identity[at] === "." || identity[at + 1] === "." || at + 1 === identity.length) continue;
      const altered = `${identity.slice(0, at)}${identity[at] === "A" ? "B" : "A"}${identity.slice(at + 1)}`;
      expect(await verifyIdentity(altered, demo, keys, NOW), `at ${at}`).toBeNull();
    }
  });
});

describe("what an owner puts in as a public key", () => {
  it("is kept in one way of writing", async () => {
    const flat = pem.replaceAll("\n", "\r\n  ");
    for (const text of [pem, `\n${pem}\n`, flat]) expect(await readPublicKey(text)).toEqual({ kind: "key", pem });
  });

  it("of another kind is refused, with what is expected", async () => {
    const p384 = await exportSPKI((await generateKeyPair("ES384", { extractable: true })).publicKey);
    const ofRsa = await exportSPKI(rsa.publicKey);
    const jwk = JSON.stringify(await exportJWK(own.publicKey));
    for (const text of [
      "x",
      jwk,
      p384,
      ofRsa,
      pem.slice(0, -4),
      pem.replace("M", "N"),
      pem.replaceAll("PUBLIC", "EC"),
    ]) {
      const read = await readPublicKey(text);
      expect(read, text).toMatchObject({ kind: "bad", why: expect.stringContaining("BEGIN PUBLIC KEY") });
    }
  });

  it("a private key is called by its name", async () => {
    for (const kind of ["", "EC ", "RSA "]) {
      const read = await readPublicKey(`-----BEGIN ${kind}PRIVATE KEY-----\nAAAA\n-----END ${kind}PRIVATE KEY-----`);
      expect(read).toMatchObject({ kind: "bad", why: expect.stringContaining("keep it on your server") });
    }
  });
});
