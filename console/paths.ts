import type { InboxView } from "../protocol/frames.ts";
import { HELP_SITE, type Locale } from "../protocol/model.ts";

/** Addresses of the console. What is looked at stands in the address, so that a reload and a sent link show the same. */
export const INBOX = "/console";
export const SIGN_IN = "/console/sign-in";
export const TEAM = "/console/team";
export const KNOWLEDGE = "/console/knowledge";
export const SETTINGS = "/console/settings";
export const FIRST_DAY = "/console/first-day";

export const VIEWS: readonly InboxView[] = ["open", "mine", "resolved"];

export function viewOf(query: Record<string, string>): InboxView {
  return VIEWS.find((view) => view === query.view) ?? "open";
}

export function inboxPath(view: InboxView): string {
  return view === "open" ? INBOX : `${INBOX}?view=${view}`;
}

export function conversationPath(id: string, view: InboxView): string {
  return `${INBOX}/c/${id}${view === "open" ? "" : `?view=${view}`}`;
}

/** An attached file, as the browser loads it: the cookie goes along. */
export function filePath(conversationId: string, fileId: string): string {
  return `/v1/console/conversations/${encodeURIComponent(conversationId)}/files/${encodeURIComponent(fileId)}`;
}

/** Deskbell's own help, for agents and owners. */
export function helpCentre(locale: Locale, article?: string): string {
  return siteHelp(HELP_SITE, locale, article);
}

/** A site's help centre, as visitors read it. */
export function siteHelp(site: string, locale: string, article?: string): string {
  return `/help/${site}/${locale}${article === undefined ? "" : `/${article}`}`;
}

/** Sign-in that leads back to where somebody was. */
export function signInPath(from: string): string {
  return from === INBOX ? SIGN_IN : `${SIGN_IN}?next=${encodeURIComponent(from)}`;
}

/** Only addresses of this console: a sent link must not lead a freshly signed-in agent elsewhere. */
export function nextPath(query: Record<string, string>): string {
  const next = query.next ?? "";
  return /^\/console(?:[/?]|$)/.test(next) && !next.startsWith(SIGN_IN) ? next : INBOX;
}
