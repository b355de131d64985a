import type { MineResponse } from "../protocol/api.ts";
import type { Environment } from "./environment.ts";
import { ask } from "./http.ts";
import type { RequestList } from "./request-list.ts";
import { createConversation, json, type Session, sessionIn } from "./session.ts";

/** Somebody whom the owner's site knows. */
export type Person = {
  /** Tells people apart in one browser: the `sub` of the token, or anything that stands for it. */
  person: string;
  /** A JWT of the owner's server, fresh enough; asked at every use, and once more if it is refused. null: not now, it is tried again. */
  token: () => string | null | Promise<string | null>;
};

/** What the visitor's client asks of it. Its own file, given through VisitorOptions: who signs nobody does not load it. */
export type Identity = {
  /** Goes behind the key under which things are stored: each person's are kept apart. */
  keyEnd: string;
  /** As createConversation of session.ts; `anew`: not the person's present one. */
  create: (
    ...given: [...Parameters<typeof createConversation>, anew: boolean]
  ) => ReturnType<typeof createConversation>;
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

export function signedIdentity({ person, token }: Person): Identity {
  /** Site and person, as the server wants to hear it; null: it cannot be said now. */
  async function proof(site: string): Promise<{ site: string; identity: string } | null> {
    try {
      const identity = await token();
      return identity ? { site, identity } : null;
    } catch {
      return null;
    }
  }

  return {
    keyEnd: `@${encodeURIComponent(person)}`,
    async create(environment, server, { site }, anew) {
      const create = async () => {
        const signed = await proof(site);
        return signed ? createConversation(environment, server, { ...signed, anew }) : 0;
      };
      const made = await create();
      return made === "identity_refused" ? create() : made;
    },
    async refresh(environment, server, site, known, gone, isVoid) {
      const mine = async () => {
        const signed = await proof(site);
        return signed && ask(environment, `${server}/v1/conversations/mine`, json(signed));
      };
      let answer = await mine();
      if (answer?.verdict === "identity_refused") answer = await mine();
      const body = answer?.body;
      if (!body || isVoid()) return;
      const list = (body as MineResponse).conversations;
      for (const held of known.read()) if (!list.some((c) => c.conversationId === held.conversationId)) gone(held);
      for (const { request, ...rest } of list) {
        const session = sessionIn(rest);
        // Begun, and nothing came of it yet: no line of the list, and none that pushes one out.
        if (session && (request || known.find(session.conversationId))) known.put({ ...request, ...session });
      }
    },
  };
}
