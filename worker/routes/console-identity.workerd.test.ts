import { exportSPKI, generateKeyPair, SignJWT } from "jose";
import { afterEach, expect, it } from "vitest";
import { fresh } from "../testing/fresh.ts";
import { errorCode, mutate, request, signUp } from "../testing/peer.ts";
import { posted } from "../testing/signed.ts";

afterEach(() => fresh());

const PATH = "/v1/console/sites/demo/identity-key";

it("admins put in their own public key; what it has signed holds at once, and no longer than it stands there", async () => {
  const { anna, boris } = await signUp();
  const put = (publicKey: unknown, headers: Record<string, string> = {}, path = PATH) =>
    mutate(path, { publicKey }, { Cookie: anna, ...headers }, "PUT");
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const pem = (await exportSPKI(publicKey)).trim();
  const begin = async () => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { sub: "ada", aud: "demo", iat: now, exp: now + 60 };
    const identity = await new SignJWT(claims).setProtectedHeader({ alg: "ES256" }).sign(privateKey);
    return posted("/v1/conversations", { site: "demo", identity });
  };
  expect(await errorCode(await begin())).toBe("401 identity_refused");
  const saved = await put(`${pem}\n`);
  expect(saved.headers.get("Cache-Control")).toBe("no-store");
  expect(await saved.json()).toEqual({ createdAt: null, publicKey: pem });
  expect((await begin()).status).toBe(201);
  const read = await request(PATH, { headers: { Cookie: anna } });
  expect(await read.json()).toEqual({ createdAt: null, publicKey: pem });

  for (const bad of ["x", pem.replace("PUBLIC", "PRIVATE"), "x".repeat(2_001), 7, undefined]) {
    expect(await errorCode(await put(bad))).toBe("400 bad_request");
  }
  const why = (await (await put("x")).json()) as { error: { message: string; field: string } };
  expect(why.error).toMatchObject({
    field: "publicKey",
    message: expect.stringContaining("-----BEGIN PUBLIC KEY-----"),
  });
  expect(await errorCode(await put(pem, { Cookie: boris }))).toBe("403 forbidden");
  expect(await errorCode(await put(pem, { "X-Deskbell": "" }))).toBe("403 forbidden_origin");
  expect(await errorCode(await put(pem, {}, PATH.replace("demo", "nowhere")))).toBe("404 not_found");
  expect((await begin()).status).toBe(201);

  expect(await (await put("")).json()).toEqual({ createdAt: null, publicKey: null });
  expect(await errorCode(await begin())).toBe("401 identity_refused");
});
