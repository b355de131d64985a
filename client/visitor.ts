import type { PageContext } from "../protocol/frames.ts";
import { CONTACT_MAX, SUBPROTOCOL, TOKEN_PREFIX, TOKEN_TTL_MS } from "../protocol/limits.ts";
import type { Offer } from "./connection.ts";
import { conversationClient } from "./conversation.ts";
import { type Environment, environmentOf } from "./environment.ts";
import type { Verdict } from "./http.ts";
import { storedOutbox } from "./outbox.ts";
import { safeStorage } from "./safe-storage.ts";
import { checkSession, createConversation, type Session, sessionStore } from "./session.ts";
import type { CommandResult, ConversationClient, KeyValueStorage } from "./types.ts";

/** Conversations are begun at most this often, so that a server which refuses its own tokens is not flooded with new ones. */
const FRESH_START_MS = 60_000;

/** As in the frame `contact.set`. */
const CONTACT_MIN = 3;

export type VisitorOptions = {
  /** Origin of the support server, without a slash at the end. */
  server: string;
  site: string;
  /** null: nothing outlives the page. */
  storage: KeyValueStorage | null;
  /** Read when a message is sent. */
  context: () => PageContext;
  environment?: Partial<Environment>;
};

export type VisitorClient = ConversationClient & {
  /** This browser has a conversation with the site. Reads storage, writes nothing. */
  hasSession(): boolean;
  /** Drops the conversation, what is unsent, and all that was stored. The next message begins anew. */
  forget(): void;
};

/** A visitor's conversation with one site. Writes to storage from the first message on, never before. */
export function visitorConversation(options: VisitorOptions): VisitorClient {
  const { server, site } = options;
  const environment = environmentOf(options.environment);
  const storage = safeStorage(options.storage);
  const key = `deskbell:${server}:${site}`;
  const sessions = sessionStore(storage, key);
  /** The conversation whose messages are shown. */
  let shownId: string | null = null;
  let begunAt = Number.NEGATIVE_INFINITY;
  let beginning: Promise<Session | Verdict> | null = null;
  /** Rises with `forget()`: answers that come later must not write. */
  let life = 0;

  const client = conversationClient({
    role: "visitor",
    environment,
    outbox: storedOutbox(storage, `${key}:outbox`),
    context: options.context,
    mayConnect: () => sessions.read() !== null || client.hasUnsent(),
    url: () => `${server.replace(/^http/, "ws")}/v1/conversations/${shownId}/socket`,
    protocols: offer,
    afterRefusedUpgrade: check,
  });

  async function offer(): Promise<Offer> {
    const mine = life;
    const held = sessions.read();
    // The server renews a token from half of its life on; an expired one is found out here, not by a refused upgrade.
    if (held && held.expiresAt - environment.now() < TOKEN_TTL_MS / 2) {
      const verdict = await check();
      if (verdict !== "retry") return verdict;
    }
    if (mine !== life) return "retry";
    let session: Session | Verdict | null = sessions.read();
    if (!session) {
      if (!client.hasUnsent()) {
        quit();
        return "retry";
      }
      session = await begin();
    }
    if (mine !== life) return "retry";
    if (typeof session === "string") return session;
    if (shownId !== session.conversationId) {
      if (shownId) client.move();
      shownId = session.conversationId;
    }
    return [SUBPROTOCOL, TOKEN_PREFIX + session.token];
  }

  /** One request at a time, whatever starts and stops meanwhile. */
  function begin(): Promise<Session | Verdict> {
    if (beginning) return beginning;
    if (environment.now() - begunAt < FRESH_START_MS) return Promise.resolve("retry");
    const mine = life;
    const request = createConversation(environment, server, site).then((made) => {
      if (beginning === request) beginning = null;
      if (typeof made === "string" || mine !== life) return made;
      begunAt = environment.now();
      // Another tab may have been faster; one conversation per browser and site.
      const first = sessions.read();
      if (!first) sessions.write(made);
      return first ?? made;
    });
    beginning = request;
    return request;
  }

  /** Asks whether the session holds and acts on it. "retry": go on with what is stored now, if anything. */
  async function check(): Promise<Verdict> {
    const mine = life;
    const held = sessions.read();
    if (!held) return "retry";
    const answer = await checkSession(environment, server, site, held);
    if (mine !== life || answer === "retry") return "retry";
    if (typeof answer !== "string") {
      if (answer.token !== held.token && sessions.read()?.token === held.token) sessions.write(answer);
      return "retry";
    }
    if (answer !== "unauthorized" && answer !== "not_found") return answer;
    // What the visitor wrote must reach somebody: `offer` begins anew with it.
    sessions.drop(held);
    return "retry";
  }

  /** The session is over and nothing waits to be sent: back to the state of a first visit. */
  function quit(): void {
    client.stop();
    client.move();
    shownId = null;
  }

  const forbidden = async (): Promise<CommandResult> => ({ kind: "refused", code: "forbidden" });

  return Object.assign(client, {
    setContact(text: string) {
      const contact = text.trim();
      const short = contact.length < CONTACT_MIN && (contact ? "bad_request" : "empty");
      return client.command({ type: "contact.set", contact }, short || (contact.length > CONTACT_MAX && "too_big"));
    },
    addNote: forbidden,
    claim: forbidden,
    resolve: forbidden,
    returnToBot: forbidden,
    hasSession: () => sessions.read() !== null,
    forget() {
      life++;
      beginning = null;
      begunAt = Number.NEGATIVE_INFINITY;
      client.stop();
      client.clear();
      shownId = null;
      storage.removeItem(key);
      storage.removeItem(`${key}:outbox`);
    },
  });
}
