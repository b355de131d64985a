import type { ConversationResponse, MineResponse, RequestState } from "../protocol/api.ts";
import type { Environment, environmentOf as EnvironmentOf } from "./environment.ts";
import type { ask as Ask, Verdict } from "./http.ts";
import type { storedOutbox as StoredOutbox } from "./outbox.ts";
import type { requestList as List, RequestList } from "./request-list.ts";
import type * as sessions from "./session.ts";
import type { Session } from "./session.ts";

/** Somebody whom the owner's site knows. */
export type Person = {
  /** Tells people apart in one browser: the `sub` of the token, or anything that stands for it. "": nobody can read it. */
  person: string;
  /** A JWT of the owner's server, fresh enough; asked at every use, and once more if it is refused. null: not now, it is tried again. */
  token: () => string | null | Promise<string | null>;
};

/**
 * What the identity needs of the rest, see `tools` of visitor.ts. Handed over: imported, it would stand in the file of those who sign
 * once more, or be cut out into a third one.
 */
export type Tools = readonly [
  ask: typeof Ask,
  json: typeof sessions.json,
  sessionIn: typeof sessions.sessionIn,
  createConversation: typeof sessions.createConversation,
  environmentOf: typeof EnvironmentOf,
  sessionStore: typeof sessions.sessionStore,
  storedOutbox: typeof StoredOutbox,
  requestList: typeof List,
];

/** What the visitor's client asks of it. Its own file, given through VisitorOptions: who signs nobody does not load it. */
export type Identity = {
  /** Goes behind the key under which things are stored: each person's are kept apart. */
  keyEnd: string;
  /** As createConversation of session.ts; `anew`: not the person's present one. */
  create: (...given: [...Parameters<Tools[3]>, anew: boolean]) => ReturnType<Tools[3]>;
  /** A fresh right to a conversation of the person's, whose old one is over. "not_found": it is not theirs, or no more. */
  renew(environment: Environment, server: string, site: string, held: Session): Promise<Session | Verdict>;
  /**
   * Makes the list the server's: other devices' requests appear, those that it does not know go.
   *
   * @param gone is told each of these
   * @param isVoid the answer comes too late
   */
  refresh(
    environment: Environment,
    server: string,
    site: string,
    known: RequestList,
    gone: (held: Session) => void,
    isVoid: () => boolean,
  ): Promise<void>;
};

type Mine = ConversationResponse & { request: RequestState | null };

export function signedIdentity({ person, token }: Person, [ask, json, sessionIn, createConversation]: Tools): Identity {
  /** With what the token says now; once more with a fresh one if that is refused. 0: it cannot be said now. */
  async function signed<T>(use: (identity: string) => Promise<T>, isRefused: (answer: T) => boolean): Promise<T | 0> {
    for (let again = true; ; again = false) {
      const identity = await Promise.resolve()
        .then(token)
        .catch(() => null);
      if (!identity) return 0;
      const answer = await use(identity);
      if (!again || !isRefused(answer)) return answer;
    }
  }

  async function mine(environment: Environment, server: string, site: string): Promise<Mine[] | Verdict> {
    const answer = await signed(
      (identity) => ask(environment, `${server}/v1/conversations/mine`, json({ site, identity })),
      ({ verdict }) => verdict === "identity_refused",
    );
    if (!answer) return 0;
    return answer.verdict ?? (answer.body as MineResponse).conversations ?? 0;
  }

  return {
    keyEnd: person && `@${encodeURIComponent(person)}`,
    create: (environment, server, { site }, anew) =>
      signed(
        (identity) => createConversation(environment, server, { site, identity, anew }),
        (made) => made === "identity_refused",
      ),
    async renew(environment, server, site, { conversationId }) {
      const list = await mine(environment, server, site);
      if (typeof list !== "object") return list;
      return sessionIn(list.find((one) => one.conversationId === conversationId)) ?? "not_found";
    },
    async refresh(environment, server, site, known, gone, isVoid) {
      // What nobody can read is no JWT: the server would only say so, and the page's console with it.
      if (!person) return;
      const list = await mine(environment, server, site);
      if (typeof list !== "object" || isVoid()) return;
      for (const held of known.read()) if (!list.some((c) => c.conversationId === held.conversationId)) gone(held);
      for (const { request, ...rest } of list) {
        const session = sessionIn(rest);
        // Begun, and nothing came of it yet: no line of the list, and none that pushes one out.
        if (session && (request || known.find(session.conversationId))) known.put({ ...request, ...session });
      }
    },
  };
}
