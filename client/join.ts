import type { Environment } from "./environment.ts";
import type { Verdict } from "./http.ts";
import type { Tools } from "./identity.ts";
import type { Session } from "./session.ts";
import { movedMessage } from "./step.ts";
import type { KeyValueStorage } from "./types.ts";

type Joining = {
  environment?: Partial<Environment>;
  server: string;
  site: string;
  /** One that does not throw, see safe-storage.ts. */
  storage: KeyValueStorage;
  keyEnd: string;
  token: () => string | null;
};

/** The person waits for this answer before they see their conversation. */
const PATIENCE_MS = 8_000;

/** Of the widget, beside the conversation: what was seen, typed and agreed to. */
const BESIDE = [":seen", ":draft", ":consent"];

/**
 * What was begun anonymously in this browser becomes the person's who has signed in: first for the server, then here, each conversation by
 * itself and in one task. What the server does not give them stays where it was. Two tabs may do it at once: the second finds it done.
 * Returns "identity_refused" if the token is no good; whatever else fails is tried again by the next page.
 */
export async function joinAnonymous(
  { server, site, storage, keyEnd, token, ...rest }: Joining,
  [ask, json, sessionIn, , environmentOf, sessionStore, storedOutbox, requestList]: Tools,
): Promise<Verdict | null> {
  const environment = environmentOf(rest.environment);
  const places = ["", keyEnd].map((end) => {
    const key = `deskbell:${server}:${site}${end}`;
    const outbox = storedOutbox(storage, `${key}:outbox`);
    return {
      key,
      outbox,
      sessions: sessionStore(storage, key),
      known: requestList(storage, `${key}:requests`, outbox.countIn),
    };
  });
  const [anonymous, own] = places;
  if (!keyEnd || !anonymous || !own) return null;

  /** Messages of that conversation; undefined: of one that has not begun. */
  function bring(from: string | undefined, to = from): void {
    for (const message of anonymous?.outbox.all() ?? []) {
      if (message.to !== from) continue;
      own?.outbox.keep(from === to ? message : movedMessage(message), to);
      anonymous?.outbox.drop(message.clientId);
    }
  }

  async function join(held: Session): Promise<Verdict | null> {
    const identity = token();
    if (!identity) return 0;
    const { verdict, body } = await ask(
      environment,
      `${server}/v1/conversations/${held.conversationId}/identity`,
      json({ identity }, held),
      PATIENCE_MS,
    );
    const joined = sessionIn(body);
    if (!joined || !anonymous || !own) return verdict;
    const entry = anonymous.known.find(held.conversationId);
    if (entry) own.known.put({ ...entry, ...joined });
    // Shown before, so shown now; what the person has had is among their requests.
    if (anonymous.sessions.read()?.conversationId === held.conversationId) {
      const former = own.sessions.read();
      if (former && former.conversationId !== joined.conversationId) own.known.put(former);
      own.sessions.write(joined);
      for (const end of BESIDE) {
        const value = storage.getItem(anonymous.key + end);
        if (value === null) continue;
        storage.setItem(own.key + end, value);
        storage.removeItem(anonymous.key + end);
      }
    }
    bring(held.conversationId, joined.conversationId);
    anonymous.sessions.drop(held);
    anonymous.known.drop(held);
    return null;
  }

  const shown = anonymous.sessions.read();
  const others = anonymous.known.read().filter((one) => one.conversationId !== shown?.conversationId);
  for (const held of [...(shown ? [shown] : []), ...others]) {
    const verdict = await join(held);
    // No network, or no right: the rest would fare no better.
    if (typeof verdict === "number" || verdict === "identity_refused") return verdict;
  }
  bring(undefined);
  return null;
}
