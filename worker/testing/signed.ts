import { type JWTPayload, SignJWT } from "jose";
import type { ConversationResponse } from "../../protocol/api.ts";
import { NO_SITE_SETTINGS } from "../../protocol/settings.ts";
import { workspace } from "../objects.ts";
import { request, SHOP } from "./peer.ts";
import { bindings } from "./session.ts";

/* What the owner's server of the test site does, and what a browser does with it. */

/** A new secret of the site. What this isolate knew of its keys is a minute old after it only if the clock says so. */
export async function newSecret(site = "demo"): Promise<string> {
  return (await workspace(bindings).newIdentityKey(site))?.key ?? "";
}

/** An identity of Ada, or of whom the claims name. */
export function identityOf(secret: string, claims: object = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const all = { sub: "ada", aud: "demo", iat: now, exp: now + 300, ...claims } as JWTPayload;
  return new SignJWT(all).setProtectedHeader({ alg: "HS256" }).sign(new Uint8Array(Buffer.from(secret, "base64url")));
}

/** A POST of the shop's page, with a conversation's token if there is one. */
export function posted(path: string, body: object, token?: string): Promise<Response> {
  const headers = {
    Origin: SHOP,
    "Content-Type": "application/json",
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
  };
  return request(path, { method: "POST", headers, body: JSON.stringify(body) });
}

export function joinedBy({ conversationId, token }: ConversationResponse, identity: string): Promise<Response> {
  return posted(`/v1/conversations/${conversationId}/identity`, { identity }, token);
}

/** GET of a visitor's route beside the conversation. */
export function got({ conversationId, token }: ConversationResponse, route: string): Promise<Response> {
  const headers = { Origin: SHOP, Authorization: `Bearer ${token}` };
  return request(`/v1/conversations/${conversationId}/${route}`, { headers });
}

export async function sessionOf(response: Response): Promise<ConversationResponse> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
}

/** As the console saves it; known to this isolate after a minute. */
export async function requireIdentity(identityRequired: boolean, site = "demo"): Promise<void> {
  const { version } = (await workspace(bindings).siteSettings(site)) ?? { version: 0 };
  await workspace(bindings).saveSiteSettings(site, { version, settings: { ...NO_SITE_SETTINGS, identityRequired } });
}
