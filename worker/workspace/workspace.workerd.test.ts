import { evictDurableObject } from "cloudflare:test";
import { afterEach, expect, it } from "vitest";
import type { AgentId, SiteId } from "../../protocol/model.ts";
import { workspace } from "../objects.ts";
import { fresh } from "../testing/fresh.ts";
import { bindings } from "../testing/session.ts";

afterEach(() => fresh());
const stub = () => workspace(bindings);

it("gives every block of ticket numbers once", async () => {
  expect(await stub().reserveNumbers(0)).toEqual({ from: 1, to: 100 });
  expect(await stub().reserveNumbers(100)).toEqual({ from: 101, to: 200 });
  await evictDurableObject(stub());
  expect(await stub().reserveNumbers(0)).toEqual({ from: 201, to: 300 });
  // The caller knows more than a Workspace that was lost.
  expect(await stub().reserveNumbers(5_000)).toEqual({ from: 5_001, to: 5_100 });
});

it("keeps the two newest identity keys of a site, for that site only", async () => {
  const site = "demo" as SiteId;
  expect(await stub().identityKeyState("demo")).toEqual({ createdAt: null, publicKey: null });
  expect(await stub().identityKeys(site)).toEqual({ secrets: [], publicKey: null });
  const made: string[] = [];
  let createdAt = 0;
  for (let n = 0; n < 4; n++) {
    const response = await stub().newIdentityKey("demo");
    made.unshift(response?.key ?? "");
    expect(response?.createdAt).toBeGreaterThan(createdAt);
    createdAt = response?.createdAt ?? 0;
    expect(await stub().identityKeys(site)).toEqual({ secrets: made.slice(0, 2), publicKey: null });
  }
  expect(new Set(made).size).toBe(4);
  for (const key of made) expect(Buffer.from(key, "base64url").length).toBe(32);
  expect(await stub().identityKeyState("demo")).toEqual({ createdAt, publicKey: null });
  expect(await stub().identityKeys("other" as SiteId)).toEqual({ secrets: [], publicKey: null });
  expect(await stub().newIdentityKey("nobody")).toBeNull();
  expect(await stub().identityKeyState("nobody")).toBeNull();
  expect(JSON.stringify(await stub().siteSettings("demo"))).not.toContain(made[0]);
  expect(JSON.stringify(await stub().settings())).not.toContain(made[0]);
});

it("keeps a site's public key beside them, until it is taken away", async () => {
  const [demo, other] = ["demo" as SiteId, "other" as SiteId];
  const rows = async () => (await stub().rowsWritten()).identity_keys ?? 0;
  const before = await rows();
  expect(await stub().setPublicKey("demo", "PEM")).toEqual({ createdAt: null, publicKey: "PEM" });
  await stub().setPublicKey("demo", "PEM");
  expect((await rows()) - before).toBe(1);
  await evictDurableObject(stub());
  expect(await stub().identityKeys(demo)).toEqual({ secrets: [], publicKey: "PEM" });
  expect(await stub().identityKeys(other)).toEqual({ secrets: [], publicKey: null });
  expect(await stub().setPublicKey("nobody", "PEM")).toBeNull();
  expect(await stub().setPublicKey("demo", null)).toEqual({ createdAt: null, publicKey: null });
  expect(await stub().identityKeys(demo)).toEqual({ secrets: [], publicKey: null });
});

it("removes an agent with sessions and invitations, and never the last admin", async () => {
  const password = "correct horse battery";
  const anna = await stub().setup({ secret: "test-setup-secret", name: "Anna", password });
  if (anna.kind !== "signed_in") throw new Error(anna.kind);
  const invitation = await stub().invite(anna.agent.id);
  const boris = await stub().acceptInvitation({ secret: invitation.secret, name: "Boris", password });
  if (boris.kind !== "signed_in") throw new Error(boris.kind);
  const again = await stub().signIn("Boris", password);
  if (again.kind !== "signed_in") throw new Error(again.kind);
  const ids = [(await stub().session(boris.session))?.id, (await stub().session(again.session))?.id];
  const byBoris = await stub().invite(boris.agent.id);

  expect(await stub().removeAgent(anna.agent.id)).toBeNull();
  expect(await stub().removeAgent("a_nobody" as AgentId)).toBeNull();
  expect(new Set(await stub().removeAgent(boris.agent.id))).toEqual(new Set(ids));

  expect((await stub().agents()).map((agent) => agent.name)).toEqual(["Anna"]);
  expect(await stub().session(boris.session)).toBeNull();
  expect((await stub().signIn("Boris", password)).kind).toBe("wrong_credentials");
  expect((await stub().acceptInvitation({ secret: byBoris.secret, name: "Carl", password })).kind).toBe("gone");
  // Until every shard has heard, whoever asks again can go on.
  await evictDurableObject(stub());
  expect(new Set(await stub().removeAgent(boris.agent.id))).toEqual(new Set(ids));
  await stub().sessionsHeard(ids.filter((id) => id !== undefined));
  expect(await stub().removeAgent(boris.agent.id)).toBeNull();
  expect((await stub().session(anna.session))?.agent.name).toBe("Anna");
});
