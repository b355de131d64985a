import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { pemFault } from "./public-key.ts";

const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });

test("a public key passes, with and without room around it", () => {
  const pem = String(publicKey.export({ type: "spki", format: "pem" }));
  expect(pemFault(pem)).toBeNull();
  expect(pemFault(`\n  ${pem.replaceAll("\n", "\r\n")}\n`)).toBeNull();
});

test.each(["sec1", "pkcs8"] as const)("a private key (%s) is known as such, whatever stands around it", (type) => {
  const pem = String(privateKey.export({ type, format: "pem" }));
  expect(pemFault(pem)).toBe("private");
  expect(pemFault(`${String(publicKey.export({ type: "spki", format: "pem" }))}${pem}`)).toBe("private");
});

test.each([
  ["", "other"],
  ["MFkwEwYHKoZIzj0CAQ", "other"],
  ["-----BEGIN RSA PUBLIC KEY-----\nAAAA\n-----END RSA PUBLIC KEY-----", "other"],
  ["-----BEGIN PUBLIC KEY-----\nAAAA", "other"],
  ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "certificate"],
])("%s is not one", (text, fault) => {
  expect(pemFault(text)).toBe(fault);
});
