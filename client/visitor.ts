import type { MineResponse, RequestState } from "../protocol/api.ts";
import { CONTACT_MAX, SUBPROTOCOL, TOKEN_PREFIX, TOKEN_TTL_MS } from "../protocol/limits.ts";
import type { Offer } from "./connection-types.ts";
import { conversationClient, isTooLong } from "./conversation.ts";
import { elsewhere } from "./elsewhere.ts";
import { environmentOf } from "./environment.ts";
import { ask, type Verdict } from "./http.ts";
import { storedOutbox } from "./outbox.ts";
import { requestList } from "./request-list.ts";
import { safeStorage } from "./safe-storage.ts";
import {
  bearer,
  checkSession,
  createConversation,
  json,
  proof,
  type Session,
  sessionIn,
  sessionStore,
} from "./session.ts";
import { subjectOf } from "./subject.ts";
import type { CommandResult } from "./types.ts";
import type { KnownRequest, VisitorClient, VisitorOptions } from "./visitor-types.ts";

/** Conversations are begun at most this often, so that a server which refuses its own tokens is not flooded with new ones. */
const FRESH_START_MS = 60_000;

/** As in the frame `contact.set`. */
const CONTACT_MIN = 3;

export type { VisitorClient, VisitorOptions } from "./visitor-types.ts";

/** A visitor's conversation with one site. Writes to storage from the first message on, never before. */
export function visitorConversation(options: VisitorOptions): VisitorClient {
  const { server, site, identity } = options;
  const environment = environmentOf(options.environment);
  const storage = safeStorage(options.storage);
  const key = `deskbell:${server}:${site}${identity ? `@${encodeURIComponent(identity.person)}` : ""}`;
  const sessions = sessionStore(storage, key);
  const known = requestList(storage, `${key}:requests`);
  /** The conversation of this page. Another tab may show another one and store that; see `present`. */
  let shown = sessions.read();
  /** The visitor wants a new one, whatever another tab shows. */
  let anew = false;
  let begunAt = Number.NEGATIVE_INFINITY;
  let beginning: Promise<Session | Verdict> | null = null;
  /** Rises with `forget()` and `open()`: answers that come later must not write. */
  let life = 0;
  const outbox = storedOutbox(storage, `${key}:outbox`, () => shown?.conversationId);
  if (shown) {
    // Written by a page that ended before it knew of the conversation: nobody else would ever send it.
    for (const message of outbox.all()) if (!message.to) outbox.keep(message);
  }

  const client = conversationClient({
    role: "visitor",
    environment,
    outbox,
    context: options.context,
    mayConnect: () => present() !== null || client.hasUnsent(),
    url: () => `${address(server.replace(/^http/, "ws"))}/socket`,
    protocols: offer,
    afterRefusedUpgrade: check,
  });
  const sendElsewhere = elsewhere(environment, outbox, (id) => {
    const held = client.snapshot.phase === "online" && id !== shown?.conversationId && known.find(id);
    return held ? [`${address(server, id)}/frames`, held] : null;
  });
  client.subscribe(remember);

  const address = (origin: string, id = shown?.conversationId): string => `${origin}/v1/conversations/${id}`;

  /**
   * This page's session as it is stored now: as the one shown last, or among the requests if another tab shows another one.
   * Null when storage has none of it any more: it was forgotten, or its token was refused.
   */
  function present(): Session | null {
    const stored = sessions.read();
    if (!shown) return anew ? null : stored;
    if (stored?.conversationId === shown.conversationId) return stored;
    return known.find(shown.conversationId) ?? null;
  }

  async function offer(): Promise<Offer> {
    const mine = life;
    const held = present();
    // The server renews a token from half of its life on; an expired one is found out here, not by a refused upgrade.
    if (held && held.expiresAt - environment.now() < TOKEN_TTL_MS / 2) {
      const verdict = await check();
      if (verdict) return verdict;
    }
    if (mine !== life) return 0;
    let session: Session | Verdict | null = present();
    if (!session && shown) {
      // Over. What is unsent goes along to whatever comes now: it must reach somebody.
      shown = null;
      client.move();
      session = present();
    }
    if (!session) {
      if (!client.hasUnsent()) {
        client.stop();
        return 0;
      }
      session = await begin();
    }
    if (mine !== life) return 0;
    if (typeof session !== "object") return session;
    // Written before there was a conversation, now this one's. A first one is for all tabs, one begun anew is this tab's.
    const unplaced = shown ? [] : anew ? client.snapshot.pending : outbox.read();
    shown = session;
    anew = false;
    for (const message of unplaced) outbox.keep(message);
    return [SUBPROTOCOL, TOKEN_PREFIX + session.token];
  }

  /** One request at a time, whatever starts and stops meanwhile. */
  function begin(): Promise<Session | Verdict> {
    if (beginning) return beginning;
    if (environment.now() - begunAt < FRESH_START_MS) return Promise.resolve(0);
    const mine = life;
    const request = create().then((made) => {
      if (beginning === request) beginning = null;
      if (typeof made !== "object" || mine !== life) return made;
      begunAt = environment.now();
      // Another tab may have been faster with the first conversation; one is enough.
      const first = present();
      if (!first) show(made);
      return first ?? made;
    });
    beginning = request;
    return request;
  }

  async function create(): Promise<Session | Verdict> {
    const signed = await proof(site, identity);
    return signed ? createConversation(environment, server, { ...signed, ...(identity && { anew }) }) : 0;
  }

  /** Asks whether the session holds, and acts on it. 0: it is over, or nobody knows; go on with what is stored now, if anything. */
  async function check(): Promise<Verdict | null> {
    const mine = life;
    const held = present();
    if (!held) return 0;
    const answer = await checkSession(environment, server, site, held);
    if (mine !== life) return 0;
    if (answer === "unauthorized" || answer === "not_found") {
      // What the visitor wrote must reach somebody: `offer` begins anew with it.
      sessions.drop(held);
      known.drop(held);
      return 0;
    }
    if (typeof answer !== "object") return answer;
    renew(held, answer);
    return null;
  }

  /** Takes a new token, and the state if it was asked for, wherever the old one still stands. */
  function renew(held: Session, answer: Session & Partial<RequestState>): void {
    if (answer.token !== held.token && sessions.read()?.token === held.token) sessions.write(answer);
    if (known.find(held.conversationId)) known.put(answer);
  }

  /** Keeps the list true for the conversation that is shown. */
  function remember(): void {
    const { conversation, messages, phase } = client.snapshot;
    if (phase === "online") sendElsewhere();
    const last = messages.public.at(-1);
    const session = shown && present();
    if (!session || !last || !(conversation?.status ?? conversation?.ticketNumber)) return;
    const { status, ticketNumber } = conversation;
    known.put({
      ...session,
      ...(ticketNumber && { number: ticketNumber }),
      ...(status && { status }),
      subject: known.find(session.conversationId)?.subject || subjectOf(messages.public),
      updatedAt: last.at,
    });
  }

  const unsentIn = (id: string): number => outbox.all().filter((m) => m.to === id).length;

  const requests = (): KnownRequest[] =>
    known
      .read()
      .filter((r) => r.number)
      // Tokens stay here.
      .map(({ token: _token, expiresAt: _expiresAt, ...rest }) => ({ ...rest, unsent: unsentIn(rest.conversationId) }));

  const gone = (held: Session): unknown => unsentIn(held.conversationId) || known.drop(held);

  async function refreshMine(): Promise<void> {
    const mine = life;
    const signed = await proof(site, identity);
    const { body } = signed ? await ask(environment, `${server}/v1/conversations/mine`, json(signed)) : { body: null };
    if (!body || mine !== life) return;
    const list = (body as MineResponse).conversations;
    for (const held of known.read()) if (!list.some((c) => c.conversationId === held.conversationId)) gone(held);
    for (const { request, ...rest } of list) {
      const session = sessionIn(rest);
      if (session) known.put({ ...request, ...session });
    }
  }

  /** Stores which one the next page shows. What was stored stays known: it may be another tab's. */
  function show(next: Session | null): void {
    const former = sessions.read();
    if (former) known.put(former);
    if (next) sessions.write(next);
    else storage.removeItem(key);
  }

  function restart(session: Session | null, begin: boolean): void {
    life++;
    beginning = null;
    begunAt = Number.NEGATIVE_INFINITY;
    client.stop();
    shown = session;
    anew = begin;
    client.clear();
  }

  const link = async (method: string) => {
    const session = shown && present();
    if (!session) return null;
    return (await ask(environment, `${address(server)}/return-link`, bearer(session, method))).body;
  };

  const forbidden = async (): Promise<CommandResult> => ({ kind: "refused", code: "forbidden" });

  return Object.assign(client, {
    setContact(text: string) {
      const contact = text.trim();
      const short = contact.length < CONTACT_MIN && (contact ? "bad_request" : "empty");
      return client.command({ type: "contact.set", contact }, short || (contact.length > CONTACT_MAX && "too_big"));
    },
    confirm: (solved: boolean) => client.command({ type: "ticket.confirm", solved }),
    rate: (stars: number, text: string) =>
      client.command({ type: "rating.set", stars, text }, isTooLong(text) && "too_big"),
    addNote: forbidden,
    claim: forbidden,
    resolve: forbidden,
    returnToBot: forbidden,
    hasSession: () => present() !== null,
    forget() {
      for (const end of ["", ":outbox", ":requests"]) storage.removeItem(key + end);
      restart(null, false);
    },
    requests,
    async refreshRequests() {
      if (identity) await refreshMine();
      else {
        await Promise.all(
          known.read().map(async (held) => {
            const answer = await checkSession(environment, server, site, held, "?request=1");
            if (answer === "unauthorized" || answer === "not_found") gone(held);
            else if (typeof answer === "object") renew(held, answer);
          }),
        );
      }
      return requests();
    },
    open(conversationId: string | null) {
      const next = conversationId === null ? null : (known.find(conversationId) ?? null);
      const former = present();
      if (!(next ?? former) || (conversationId && !next) || next?.conversationId === former?.conversationId) return;
      show(next);
      restart(next, !next);
      client.start();
    },
    returnLink: async () => ((await link("POST"))?.url as string | undefined) ?? null,
    revokeReturnLink: async () => (await link("DELETE")) !== null,
  });
}
