import type { Context } from "hono";
import { type IdentityKeyResponse, type IdentityKeyState, publicKey } from "../../protocol/api.ts";
import { requireAgent } from "../access/agents.ts";
import { identityKeyMade } from "../access/identity.ts";
import { requireOwnOrigin } from "../access/origins.ts";
import { readPublicKey } from "../access/public-key.ts";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import { workspace } from "../objects.ts";
import { siteName } from "./public-reading.ts";
import { readJson } from "./request.ts";

type C = Context<{ Bindings: Env }>;
const NO_STORE = { "Cache-Control": "no-store" };

/* With what the owner's server signs who its visitors are. For admins only: whoever may change a key may be anybody. */

/** Whether there is a secret, and since when, and the public key. The secret itself is never shown again. */
export async function identityKey(c: C): Promise<Response> {
  await requireAdmin(c);
  return answer(c, await workspace(c.env).identityKeyState(siteName(c)));
}

export async function newIdentityKey(c: C): Promise<Response> {
  requireOwnOrigin(c.env, c.req.raw);
  await requireAdmin(c);
  const body: IdentityKeyResponse | null = await workspace(c.env).newIdentityKey(siteName(c));
  if (!body) throw new AppError("not_found");
  identityKeyMade();
  return c.json(body, 201, NO_STORE);
}

/** "" takes it away. Throws bad_request with what is expected. */
export async function setPublicKey(c: C): Promise<Response> {
  requireOwnOrigin(c.env, c.req.raw);
  await requireAdmin(c);
  const { publicKey: text } = await readJson(c.req.raw, publicKey);
  const read = text === "" ? null : await readPublicKey(text);
  if (read?.kind === "bad") throw new AppError("bad_request", { message: read.why, field: "publicKey" });
  const state = await workspace(c.env).setPublicKey(siteName(c), read?.pem ?? null);
  identityKeyMade();
  return answer(c, state);
}

function answer(c: C, state: IdentityKeyState | null): Response {
  if (!state) throw new AppError("not_found");
  return c.json(state, 200, NO_STORE);
}

async function requireAdmin(c: C): Promise<void> {
  const { agent } = await requireAgent(c.env, c.req.raw);
  if (agent.role !== "admin") throw new AppError("forbidden");
}
