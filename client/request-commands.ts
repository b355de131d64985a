import { CONTACT_MAX } from "../protocol/limits.ts";
import { isTooLong } from "./conversation.ts";
import type { Environment } from "./environment.ts";
import type { ask as Ask } from "./http.ts";
import { bearer } from "./session.ts";
import type { CommandResult } from "./types.ts";
import type { VisitorClient } from "./visitor-types.ts";

/** As in the frame `contact.set`. */
const CONTACT_MIN = 3;

/** What a visitor can do with a request that people answer. */
export type RequestCommands = {
  setContact(contact: string): Promise<CommandResult>;
  /** Of a solved request: yes closes it, no opens it again. */
  confirm(solved: boolean): Promise<CommandResult>;
  /** 1 to 5 stars and perhaps a sentence. */
  rate(stars: number, text: string): Promise<CommandResult>;
  /** The address that opens this conversation on any device; null: there is none (no number yet, or no connection). */
  returnLink(): Promise<string | null>;
  /** The address stops working. False: that could not be done. */
  revokeReturnLink(): Promise<boolean>;
};

/** Of the conversation that is shown; undefined: there is none yet. */
export type CommandsNow = () => RequestCommands | undefined;

/** A file of its own, as most visitors have their answer before that. `ask` is handed over: it stands in the file of `client`. */
export function requestCommands(client: VisitorClient, ask: typeof Ask, environment: Environment): RequestCommands {
  const link = async (method: string): Promise<Record<string, unknown> | null> => {
    const access = await client.access();
    if (typeof access !== "object") return null;
    return (await ask(environment, access.url.replace(/files$/, "return-link"), bearer(access, method))).body;
  };

  return {
    setContact(text) {
      const contact = text.trim();
      const short = contact.length < CONTACT_MIN && (contact ? "bad_request" : "empty");
      return client.command({ type: "contact.set", contact }, short || (contact.length > CONTACT_MAX && "too_big"));
    },
    confirm: (solved) => client.command({ type: "ticket.confirm", solved }),
    rate: (stars, text) => client.command({ type: "rating.set", stars, text }, isTooLong(text) && "too_big"),
    returnLink: async () => ((await link("POST"))?.url as string | undefined) ?? null,
    revokeReturnLink: async () => (await link("DELETE")) !== null,
  };
}
