import { env } from "cloudflare:workers";
import { vi } from "vitest";
import type { TicketUpsert } from "../conversation/view.ts";
import type { Env } from "../env.ts";

/**
 * Tickets are told to the test instead of to the Inbox, until `vi.restoreAllMocks()`. Flags of an error cross no call between objects here,
 * so no object is between.
 */
export function inboxSays(answer: (upsert: TicketUpsert) => unknown, onStub: () => void = () => undefined): void {
  const { INBOX } = env as unknown as Env;
  const real = INBOX.getByName.bind(INBOX);
  vi.spyOn(INBOX, "getByName").mockImplementation((name) => {
    onStub();
    const stub = real(name);
    const told = async (upsert: TicketUpsert) => answer(upsert);
    return new Proxy(stub, { get: (_, key) => (key === "upsert" ? told : Reflect.get(stub, key)) });
  });
}
