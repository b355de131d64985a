import type { RequestState } from "../protocol/api.ts";
import type { Verdict } from "./http.ts";
import type { Outbox } from "./outbox.ts";
import type { RequestList } from "./request-list.ts";
import type { Session } from "./session.ts";

/** One line of "my requests". `unsent`: messages that wait in this browser, or have failed. */
export type KnownRequest = RequestState & { conversationId: string; unsent: number };

/** What a visitor's client hands to this file, which loads when there are requests to show. */
export type Own = readonly [
  known: RequestList,
  outbox: Pick<Outbox, "countIn">,
  /** Takes a new token and the state, and writes both down. */
  renew: (held: Session, query: string) => Promise<Verdict | null>,
  /** Rises when answers on their way are no longer wanted. */
  life: () => number,
  /** Makes the list that of the person whom the site knows; undefined: it knows nobody. */
  refreshSigned: (gone: (held: Session) => unknown, isVoid: () => boolean) => Promise<void> | undefined,
];

/** Requests of this browser at this site, newest first, the present one among them; as of the last time they were seen. */
export function knownRequests({ own: [known, outbox] }: { own: Own }): KnownRequest[] {
  return (
    known
      .read()
      .filter((r) => r.number)
      // Tokens stay there.
      .map(({ token: _token, expiresAt: _expiresAt, ...rest }) => ({
        ...rest,
        unsent: outbox.countIn(rest.conversationId),
      }))
  );
}

/**
 * Asks the server for the state of all of them and writes it down. Those that are gone drop out, unless something in them is
 * unsent. A signed person's come from the server: those of other devices too.
 */
export async function refreshRequests(client: { own: Own }): Promise<KnownRequest[]> {
  const [known, outbox, renew, life, refreshSigned] = client.own;
  const mine = life();
  const gone = (held: Session): unknown => outbox.countIn(held.conversationId) || known.drop(held);
  await (refreshSigned(gone, () => mine !== life()) ??
    Promise.all(
      known.read().map(async (held) => {
        if ((await renew(held, "?request=1")) === "not_found") gone(held);
      }),
    ));
  return knownRequests(client);
}
