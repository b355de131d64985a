import { scheduler } from "node:timers/promises";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { SiteId } from "../../protocol/model.ts";
import type { Env } from "../env.ts";
import type { IdentityKeySet } from "../rpc.ts";
import { identityKeyMade, requirePerson } from "./identity.ts";
import { verifyIdentity } from "./verify-identity.ts";

const NOW = 1_800_000_000_000;
const seconds = NOW / 1000;
const demo = "demo" as SiteId;
const [key, older, foreign] = ["a", "b", "c"].map((char) => char.repeat(43)) as [string, string, string];
const bytes = (text: string) => new Uint8Array(Buffer.from(text, "base64url"));
const good = { sub: "42", aud: "demo", iat: seconds, exp: seconds + 300 };

const sign = (claims: object, by = key, alg = "HS256") =>
  new SignJWT({ ...claims }).setProtectedHeader({ alg }).sign(bytes(by));
const both: IdentityKeySet = { secrets: [key, older], publicKey: null };
const person = async (claims: object, by = key) => verifyIdentity(await sign(claims, by), demo, both, NOW);

describe("a signed identity", () => {
  it("says who it is", async () => {
    expect(await person({ ...good, name: "Ada Lovelace", email: "ada@shop.example" })).toEqual({
      id: "42",
      name: "Ada Lovelace",
      email: "ada@shop.example",
    });
    expect(await person(good)).toEqual({ id: "42", name: "", email: "" });
  });

  it("holds with the key before the newest, too", async () => {
    expect(await person(good, older)).toMatchObject({ id: "42" });
  });

  it("may differ from our clock by a minute", async () => {
    expect(await person({ ...good, iat: seconds + 59, exp: seconds - 59 })).toMatchObject({ id: "42" });
  });

  it("name and e-mail are cut to one line, whatever they are", async () => {
    const long = await person({ ...good, name: "😀".repeat(100), email: `a\n b${"x".repeat(400)}` });
    expect([...(long?.name ?? "")]).toHaveLength(60);
    expect(long?.email).toHaveLength(254);
    expect(long?.email.startsWith("a b")).toBe(true);
    expect(await person({ ...good, name: { first: "Ada" }, email: 7 })).toEqual({ id: "42", name: "", email: "" });
    expect((await person({ ...good, name: "\ud800" }))?.name).toBe("\ufffd");
  });

  it.each<[string, object]>([
    ["another site", { ...good, aud: "other" }],
    ["no site", { ...good, aud: undefined }],
    ["expired", { ...good, iat: seconds - 600, exp: seconds - 61 }],
    ["for ever", { ...good, exp: undefined }],
    ["without a time", { ...good, iat: undefined }],
    ["made in the future", { ...good, iat: seconds + 61 }],
    ["not yet valid", { ...good, nbf: seconds + 100 }],
    ["nobody", { ...good, sub: undefined }],
    ["nobody's name", { ...good, sub: "" }],
    ["too long a name", { ...good, sub: "x".repeat(201) }],
    ["a number", { ...good, sub: 42 }],
  ])("%s is refused", async (_, claims) => {
    const defined = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
    expect(await person(defined)).toBeNull();
  });

  it("so is another key, another algorithm, none, and what was altered", async () => {
    const verify = (identity: string, secrets = [key, older]) =>
      verifyIdentity(identity, demo, { secrets, publicKey: null }, NOW);
    const signed = await sign(good);
    const [header, , signature] = signed.split(".");
    const altered = Buffer.from(JSON.stringify({ ...good, sub: "43" })).toString("base64url");
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    for (const identity of [
      await sign(good, foreign),
      await sign(good, key.repeat(3), "HS512"),
      `${header}.${altered}.${signature}`,
      `${none}.${altered}.`,
      `${signed}x`,
      "",
      "null",
      "a.b.c",
    ]) {
      expect(await verify(identity), identity).toBeNull();
    }
    expect(await verify(signed, [])).toBeNull();
    expect(await verify(signed)).not.toBeNull();
  });
});

describe("the site's keys", () => {
  // workerd has it as a global.
  beforeAll(() => void vi.stubGlobal("scheduler", scheduler));
  afterAll(() => void vi.unstubAllGlobals());

  /** A Workspace that can be reached or not, and counts how often it was asked. */
  const office = (secrets: () => string[]) => {
    const asked = { times: 0 };
    const identityKeys = async () => {
      asked.times += 1;
      return { secrets: secrets(), publicKey: null };
    };
    return { asked, env: { WORKSPACE: { getByName: () => ({ identityKeys }) } } as unknown as Env };
  };
  const unreachable = office(() => {
    throw new Error("down");
  });
  const ask = async (env: Env, site: string, now: number, by = key) =>
    requirePerson(env, site as SiteId, await sign({ ...good, aud: site }, by), now);

  it("are asked for once a minute, and at once when one was made here", async () => {
    const { asked, env } = office(() => [key]);
    for (const later of [0, 59_999, 60_000, 60_001]) await ask(env, "minute", NOW + later);
    expect(asked.times).toBe(2);
    identityKeyMade();
    await ask(env, "minute", NOW + 60_002);
    expect(asked.times).toBe(3);
    // A clock that was set back must not make them old for ever, nor young.
    await ask(env, "minute", NOW);
    expect(asked.times).toBe(4);
  });

  it("of before serve while the Workspace is down; without any nobody can say who it is", async () => {
    await expect(ask(unreachable.env, "down", NOW)).rejects.toMatchObject({ code: "unavailable", retryAfterMs: 5_000 });
    await ask(office(() => [key]).env, "down", NOW);
    expect(await ask(unreachable.env, "down", NOW + 120_000)).toMatchObject({ id: "42" });
    const refused = ask(unreachable.env, "down", NOW + 120_000, foreign);
    await expect(refused).rejects.toMatchObject({ code: "identity_refused" });
  });

  it("a Workspace that hangs is not waited for", async () => {
    const hangs = { WORKSPACE: { getByName: () => ({ identityKeys: () => new Promise(() => undefined) }) } };
    vi.stubGlobal("scheduler", { wait: async () => undefined });
    await expect(ask(hangs as unknown as Env, "hangs", NOW)).rejects.toMatchObject({ code: "unavailable" });
    vi.stubGlobal("scheduler", scheduler);
  });

  it("a Workspace that does not answer is left alone for a while", async () => {
    await ask(office(() => [key]).env, "silent", NOW);
    const silent = office(() => {
      throw new Error("down");
    });
    for (const later of [60_000, 60_001, 69_999]) await ask(silent.env, "silent", NOW + later);
    expect(silent.asked.times).toBe(1);
    await ask(silent.env, "silent", NOW + 70_000);
    expect(silent.asked.times).toBe(2);
  });

  it("what was asked before a key was made here is not kept", async () => {
    let answer: (keys: IdentityKeySet) => void = () => undefined;
    const identityKeys = () => new Promise<IdentityKeySet>((resolve) => (answer = resolve));
    const slow = { WORKSPACE: { getByName: () => ({ identityKeys }) } } as unknown as Env;
    const identity = await sign({ ...good, aud: "slow" });
    const old = requirePerson(slow, "slow" as SiteId, identity, NOW);
    identityKeyMade();
    answer({ secrets: [key], publicKey: null });
    expect(await old).toMatchObject({ id: "42" });
    await expect(ask(office(() => [foreign]).env, "slow", NOW)).rejects.toMatchObject({ code: "identity_refused" });
  });

  it("of one site are not another's", async () => {
    await ask(office(() => [key]).env, "one", NOW);
    await expect(ask(office(() => [foreign]).env, "two", NOW)).rejects.toMatchObject({ code: "identity_refused" });
  });
});
