import { maskCardNumbers } from "../../protocol/card-numbers.ts";
import type { Author, Message } from "../../protocol/model.ts";
import { BOT_MEMORY } from "../bot/respond.ts";
import { smallTalk } from "../bot/small-talk.ts";
import { expectation } from "../hours/expectation.ts";
import { maskedContext } from "./masked-context.ts";
import { subjectOf } from "./subject.ts";
import * as tickets from "./ticket.ts";
import { consentOf } from "./turn-consent.ts";
import { onPage } from "./turn-context.ts";
import { activity, changed, checkText, Log, repeated, spoken } from "./turn-entries.ts";
import type { Of, TurnResult, World } from "./turn-types.ts";

/** Messages back in which a button may still be pressed while nobody's bot reads. */
const BUTTONS_MEMORY = 20;

export function message(command: Of<"visitor_message">, world: World): TurnResult {
  const author: Author = { kind: "visitor" };
  const text = checkText(command.text, command.files);
  if (typeof text !== "string") return { kind: "refused", clientId: command.clientId, code: text.code };
  const before = repeated(command.clientId, author, { text, files: command.files }, world);
  if (before) return before;
  if (!world.mayWrite()) return { kind: "refused", clientId: command.clientId, code: "too_many" };
  const files = world.attached(command.files ?? [], "visitor");
  if (!files) return { kind: "refused", clientId: command.clientId, code: "not_found" };
  const consent = consentOf(command.consent, world);
  if (consent === "outdated") return { kind: "refused", clientId: command.clientId, code: "consent_required" };

  const history = world.transcript.recent(world.state.floor === "bot" ? BOT_MEMORY : BUTTONS_MEMORY);
  const pick = validPick(command.choice, history);
  const log = new Log(world);
  const body = { kind: "text", text, ...(pick && { pick }), ...(files.length > 0 && { files }) } as const;
  const said = log.add("public", author, body, { clientId: command.clientId });

  let { state } = world;
  if (consent) {
    log.add("internal", author, activity({ type: "consented", consent }));
    state = { ...state, consent };
  }
  if (command.context) state = onPage(state, maskedContext(command.context), command.browser);
  const locale = state.context?.locale ?? "en";

  if (state.floor === "bot") {
    // Asked only for an escalation: reckoning in a time zone is slow beside the rest of a turn.
    const when = () => expectation(world.hours, world.now, locale);
    const question = { text, locale, history, hasContact: state.contact !== null, when };
    const unread = text === "" && { filesOnly: true };
    const reply = world.respond({ ...question, ...(pick && { pick }), ...unread });
    log.add("public", { kind: "bot" }, reply.body, { explanation: reply.explanation });
    if (reply.escalate) {
      const subject = subjectOf(body, reply.escalate, history, reply.explanation.path);
      const ticket = state.ticket
        ? tickets.escalateAgain(state.ticket, world.now, reply.escalate, subject)
        : tickets.openTicket({
            now: world.now,
            reason: reply.escalate,
            subject,
            contact: state.contact,
            settingsVersion: world.settingsVersion,
          });
      state = { ...state, floor: "human", ticket };
    }
  } else if (state.ticket && !(state.floor === "nobody" && isFarewell(text, pick))) {
    const ticket = tickets.visitorWrote(state.ticket, world.now);
    if (state.floor === "nobody") log.add("public", { kind: "system" }, spoken("reopened", {}, locale));
    if (ticket !== state.ticket) state = { ...state, floor: "human", ticket };
  }
  return changed(log, state, said, state.ticket !== null);
}

export function contact(command: Of<"contact">, world: World): TurnResult {
  const { state } = world;
  const given = maskCardNumbers(command.contact);
  if (world.transcript.find("visitor", command.clientId) || state.contact === given)
    return { kind: "unchanged", acknowledgement: { clientId: command.clientId } };
  if (!world.mayWrite()) return { kind: "refused", clientId: command.clientId, code: "too_many" };
  if (!isContact(given)) return { kind: "refused", clientId: command.clientId, code: "bad_request" };
  const log = new Log(world);
  const body = activity({ type: "contact_given", contact: given });
  log.add("internal", { kind: "visitor" }, body, { clientId: command.clientId });
  const ticket = state.ticket && { ...state.ticket, contact: given };
  return changed(log, { ...state, contact: given, ticket }, command.clientId, ticket !== null);
}

/** "Thank you, bye" after the matter is solved is stored, and opens nothing again. */
function isFarewell(text: string, pick: string | undefined): boolean {
  const talk = pick === undefined ? smallTalk(text) : null;
  return talk === "thanks" || talk === "yes";
}

/** An e-mail address or a telephone number, as far as a look can tell; whoever writes there finds out the rest. */
function isContact(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) || text.replaceAll(/\D/g, "").length >= 5;
}

/** A button counts only if the bot offered it; the panel's own "talk to a human" is always there (of = 0). */
function validPick(choice: { of: number; pick: string } | undefined, history: readonly Message[]): string | undefined {
  if (!choice) return undefined;
  if (choice.of === 0) return choice.pick === "human" ? "human" : undefined;
  const body = history.find((m) => m.seq === choice.of && m.author.kind === "bot")?.body;
  if (!body || (body.kind !== "answer" && body.kind !== "phrase")) return undefined;
  return body.options.some((o) => o.pick === choice.pick) ? choice.pick : undefined;
}
