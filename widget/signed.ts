import { type Identity, signedIdentity, type Tools } from "../client/identity.ts";
import { joinAnonymous } from "../client/join.ts";
import type { KeyValueStorage } from "../client/types.ts";
import type { ConversationController } from "./controller.ts";
import { personOf } from "./session.ts";
import type { ViewHost } from "./view-host.ts";

/* What only visitors need whom the page has signed. A file of its own. */

/** Who the tag's token says that they are. What this browser has begun anonymously becomes theirs first. */
export async function identityOf(
  host: ViewHost,
  storage: KeyValueStorage,
  person: string,
  tools: Tools,
): Promise<Identity> {
  const { server, site } = host.settings;
  // The tag may be somebody else's by the time of an answer.
  const token = () => (personOf(host.settings.userToken) === person && host.settings.userToken) || null;
  const identity = signedIdentity({ person, token }, tools);
  const verdict = await joinAnonymous({ server, site, storage, keyEnd: identity.keyEnd, token }, tools);
  if (verdict === "identity_refused") host.port.emit("support-error", { code: verdict });
  return identity;
}

/** A fresh token after one that was refused: what waited for it goes on by itself. */
export function watchToken(host: ViewHost, conversation: ConversationController): void {
  let known = host.settings.userToken;
  host.addController({
    hostUpdate() {
      if (host.conversation !== conversation || known === host.settings.userToken) return;
      known = host.settings.userToken;
      const { client } = conversation;
      const { phase, pending } = client.snapshot;
      if (phase !== "refused") return;
      client.start();
      for (const { clientId, code } of pending) if (/^identity|^unauth/.test(code ?? "")) client.retry(clientId);
    },
  });
}
