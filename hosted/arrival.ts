/** What the server says of a link: whose conversation it opens, "not_found" (no other try will help), or "retry". */
export type Exchange<Session> = { site: string; session: Session } | "not_found" | "retry";

/** What the page does next. */
export type Arrival =
  | { kind: "home" }
  | { kind: "conversation"; site: string }
  | { kind: "gone" | "unreachable" | "no_storage" };

export type Door<Session> = {
  /** What stands behind the #, as the browser gives it. */
  fragment: string;
  /** Takes the secret out of the address, so that it is in no history and no screenshot. */
  clearFragment: () => void;
  exchange: (link: string) => Promise<Exchange<Session>>;
  /** Stores the session where the widget looks for it. False: this browser stores nothing. */
  adopt: (site: string, session: Session) => boolean;
};

const LINK = /^c_[0-9a-z]{10,40}\.[0-9a-z]{10,60}$/;

/** The link in a fragment: `conversation id . secret`. What mail programs and sentences leave at its end does not belong to it. */
export function linkIn(fragment: string): string | null {
  const link = fragment.replace(/^#/, "").replace(/[^0-9a-z]+$/i, "");
  return LINK.test(link) ? link : null;
}

/**
 * Once per visit of the page. The fragment stays in the address as long as the link has not done its work, so that a reload tries it
 * again; the same link works until it is revoked.
 */
export async function arrive<Session>(door: Door<Session>): Promise<Arrival> {
  if (door.fragment.replace(/^#/, "") === "") return { kind: "home" };
  const link = linkIn(door.fragment);
  const answer = link === null ? "not_found" : await door.exchange(link);
  if (answer === "retry") return { kind: "unreachable" };
  if (answer === "not_found") {
    door.clearFragment();
    return { kind: "gone" };
  }
  if (!door.adopt(answer.site, answer.session)) return { kind: "no_storage" };
  door.clearFragment();
  return { kind: "conversation", site: answer.site };
}
