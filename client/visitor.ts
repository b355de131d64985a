import { SUBPROTOCOL, TOKEN_PREFIX, TOKEN_TTL_MS } from "../protocol/limits.ts";
import type { Offer } from "./connection-types.ts";
import { conversationClient } from "./conversation.ts";
import { environmentOf } from "./environment.ts";
import { ask, type Verdict } from "./http.ts";
import type { Tools } from "./identity.ts";
import type { Own } from "./known-requests.ts";
import { storedOutbox } from "./outbox.ts";
import { requestList } from "./request-list.ts";
import { safeStorage } from "./safe-storage.ts";
import { checkSession, createConversation, json, type Session, sessionIn, sessionStore } from "./session.ts";
import { movedMessage } from "./step.ts";
import { subjectOf } from "./subject.ts";
import type { VisitorClient, VisitorOptions } from "./visitor-types.ts";

/** Conversations are begun at most this often, so that a server which refuses its own tokens is not flooded with new ones. */
const FRESH_START_MS = 60_000;

/** A file that could not be loaded is tried again after this time. */
const FETCH_AGAIN_MS = 30_000;

export type { VisitorClient, VisitorOptions } from "./visitor-types.ts";

/** For files that load later, in the order of identity.ts. */
export const tools: Tools = [
  ask,
  json,
  sessionIn,
  createConversation,
  environmentOf,
  sessionStore,
  storedOutbox,
  requestList,
];

/** A visitor's conversation with one site. Writes to storage from the first message on, never before. */
export function visitorConversation(options: VisitorOptions): VisitorClient {
  const { server, site, identity } = options;
  const environment = environmentOf(options.environment);
  const storage = safeStorage(options.storage);
  const key = `deskbell:${server}:${site}${identity?.keyEnd ?? ""}`;
  const sessions = sessionStore(storage, key);
  /** The conversation of this page. Another tab may show another one and store that; see `present`. */
  let shown = sessions.read();
  /** The visitor wants a new one, whatever another tab shows. */
  let anew = false;
  let begunAt = Number.NEGATIVE_INFINITY;
  let beginning: Promise<Session | Verdict> | null = null;
  /** Rises with `forget()` and `open()`: answers that come later must not write. */
  let life = 0;
  let fetching = false;
  const shownId = (): string | undefined => shown?.conversationId;
  const isShown = (id?: string): boolean => id === shownId();
  const outbox = storedOutbox(storage, `${key}:outbox`, shownId);
  const known = requestList(storage, `${key}:requests`, outbox.countIn);
  // Written by a page that ended before it knew of the conversation, or of one whose right is gone: nobody else would ever send it.
  for (const message of outbox.all())
    if (!isShown(message.to) && !known.find(message.to)) outbox.keep(message.to ? movedMessage(message) : message);

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
  client.subscribe(remember);

  const address = (origin: string, id = shownId()): string => `${origin}/v1/conversations/${id}`;

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
    const session = await enter();
    return typeof session === "object" ? [SUBPROTOCOL, TOKEN_PREFIX + session.token] : session;
  }

  /** The right to this page's conversation, which is begun if something is to be sent; `wanted`: even if nothing is yet. */
  async function enter(wanted?: boolean): Promise<Session | Verdict> {
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
      // Over. What is unsent goes along to whatever comes now, that of closed tabs too: it must reach somebody.
      const left = outbox.read();
      shown = null;
      client.move(left);
      session = present();
    }
    if (!session) {
      if (!wanted && !client.hasUnsent()) {
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
    return session;
  }

  /** One request at a time, whatever starts and stops meanwhile. */
  function begin(): Promise<Session | Verdict> {
    if (beginning) return beginning;
    if (environment.now() - begunAt < FRESH_START_MS) return Promise.resolve(0);
    const mine = life;
    const request = (identity?.create ?? createConversation)(environment, server, { site }, anew).then((made) => {
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

  /** Asks whether the session holds, and acts on it. 0: it is over, or nobody knows; go on with what is stored now, if anything. */
  async function check(): Promise<Verdict | null> {
    const mine = life;
    const held = present();
    if (!held) return 0;
    const verdict = await renew(held);
    if (mine !== life) return 0;
    if (verdict !== "not_found") return verdict;
    // What the visitor wrote must reach somebody: `offer` begins anew with it.
    sessions.drop(held);
    known.drop(held);
    return 0;
  }

  /** Takes a new token, and the state if it is asked for, wherever the old one still stands. */
  async function renew(held: Session, query?: string): Promise<Verdict | null> {
    let answer = await checkSession(environment, server, site, held, query);
    // A right that says who the visitor is has to be signed anew. Others renew themselves, so this one is over.
    if (answer === "unauthorized") answer = (await identity?.renew(environment, server, site, held)) ?? "not_found";
    if (typeof answer !== "object") return answer;
    if (answer.token !== held.token && sessions.read()?.token === held.token) sessions.write(answer);
    if (known.find(held.conversationId)) known.put(answer);
    return null;
  }

  /** Becomes that of elsewhere.ts once there is something to send, and the file for it is here. */
  let sendElsewhere = (): void => {
    const { phase, pending } = client.snapshot;
    // More is stored than this page sends by itself.
    if (fetching || phase !== "online" || !outbox.all()[pending.length]) return;
    fetching = true;
    import("./rescue.ts")
      .then(({ elsewhere }) => {
        sendElsewhere = elsewhere(environment, outbox, known, client, isShown, present, (session, frame) =>
          ask(environment, `${address(server, session.conversationId)}/frames`, json(frame, session)),
        );
        sendElsewhere();
      })
      .catch(() =>
        environment.after(FETCH_AGAIN_MS, () => {
          fetching = false;
          sendElsewhere();
        }),
      );
  };

  /** Keeps the list true for the conversation that is shown. */
  function remember(): void {
    const { conversation, messages } = client.snapshot;
    sendElsewhere();
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

  const own: Own = [
    known,
    outbox,
    renew,
    () => life,
    (...given) => identity?.refresh(environment, server, site, known, ...given),
  ];

  return Object.assign(client, {
    async access(begin?: boolean) {
      const session = await enter(begin);
      return typeof session === "object" ? { url: `${address(server)}/files`, token: session.token } : session;
    },
    hasSession: () => present() !== null,
    forget() {
      for (const end of ["", ":outbox", ":requests"]) storage.removeItem(key + end);
      restart(null, false);
    },
    own,
    open(conversationId: string | null) {
      const next = (conversationId && known.find(conversationId)) || null;
      const former = present();
      if ((conversationId && !next) || next?.conversationId === former?.conversationId) return;
      show(next);
      restart(next, !next);
      client.start();
    },
  });
}
