import type { InvitationResponse } from "../../../protocol/api.ts";
import type { Headers } from "./wire.ts";

export type Account = { index: number; name: string; id: string; headers: Headers };

const NAMES = ["Anna", "Boris", "Clara", "Dmitri"];

/** The first admin by the set-up secret, the others by invitation. */
export async function makeAccounts(server: string, setupSecret: string): Promise<Account[]> {
  const accounts: Account[] = [];
  for (const [index, name] of NAMES.entries()) {
    const admin = accounts[0];
    const [path, secret] = admin
      ? ["/v1/console/invitations/accept", await invitation(server, admin)]
      : ["/v1/console/setup", setupSecret];
    const { body, cookie } = await post(server, path, own(server), {
      secret,
      name,
      password: `long enough for ${name}`,
    });
    const { agent } = body as { agent: { id: string } };
    accounts.push({ index, name, id: agent.id, headers: { ...own(server), Cookie: cookie } });
  }
  return accounts;
}

const own = (server: string): Headers => ({ Origin: server, "X-Deskbell": "1" });

async function invitation(server: string, admin: Account): Promise<string> {
  const { body } = await post(server, "/v1/console/invitations", admin.headers, {});
  return (body as InvitationResponse).secret;
}

async function post(
  server: string,
  path: string,
  headers: Headers,
  body: object,
): Promise<{ body: unknown; cookie: string }> {
  const response = await fetch(server + path, {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  return { body: JSON.parse(text), cookie: (response.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "" };
}
