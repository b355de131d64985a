import type { Environment } from "../../../client/environment.ts";
import type { EventsResponse, FramesResponse } from "../../../protocol/api.ts";
import type { ConversationEvent } from "../../../protocol/frames.ts";
import { entryOf } from "../entry.ts";
import type { History, Party } from "../history.ts";
import { seeded } from "../random.ts";

/** What a browser adds to every request of one person. */
export type Headers = Record<string, string>;

export type Wire = {
  environment: Partial<Environment>;
  /** The network is back, as a browser would tell the page. */
  wake(): void;
};

const CONVERSATION = /\/conversations\/(c_[0-9a-z]+)\//;

/**
 * A browser's network for one client: Node's own WebSocket and fetch with the headers that a browser sets by itself, and every
 * frame of a conversation written down on its way. `blocked`: a network that lets no WebSocket through.
 */
export function wire(
  party: Party,
  headers: Headers,
  history: History,
  options: { blocked?: boolean; seed: number },
): Wire {
  const wakers = new Set<() => void>();
  const random = seeded(options.seed);

  class Recorded extends WebSocket {
    readonly #conversation: string | null;

    constructor(url: string | URL, protocols?: string | string[]) {
      // Node's own takes an object; the DOM's types do not know it.
      super(url, { protocols, headers } as unknown as string[]);
      this.#conversation = CONVERSATION.exec(String(url))?.[1] ?? null;
      this.addEventListener("message", ({ data }) => hear(this.#conversation, parse(data)));
    }

    override send(data: string): void {
      say(this.#conversation, parse(data));
      super.send(data);
    }
  }

  /** Ends as a browser's does when a proxy refuses the upgrade. */
  class Blocked extends EventTarget {
    readyState = 0;
    onopen: unknown = null;
    onmessage: unknown = null;
    onclose: ((event: { code: number }) => void) | null = null;
    onerror: unknown = null;

    constructor() {
      super();
      setTimeout(() => {
        this.readyState = 3;
        this.onclose?.({ code: 1006 });
      }, 20);
    }

    send(): void {}
    close(): void {
      this.readyState = 3;
    }
  }

  async function recordedFetch(url: string, init: RequestInit): Promise<Response> {
    const conversation = CONVERSATION.exec(url)?.[1] ?? null;
    if (url.endsWith("/frames")) say(conversation, parse(init.body));
    const response = await fetch(url, { ...init, headers: { ...(init.headers as Headers), ...headers } });
    if (response.ok && /\/(frames|events)(\?|$)/.test(url)) {
      const { events } = (await response.clone().json()) as FramesResponse | EventsResponse;
      for (const event of events) hear(conversation, event);
    }
    return response;
  }

  function say(conversation: string | null, frame: unknown): void {
    const { type, clientId, expected } = (frame ?? {}) as {
      type?: string;
      clientId?: string;
      expected?: string | null;
    };
    if (!conversation || !type || !clientId) return;
    const claim = type === "ticket.claim" ? { expected: expected ?? null } : {};
    history.add({ kind: "sent", at: Date.now(), party, conversation, clientId, command: type, ...claim });
  }

  function hear(conversation: string | null, frame: unknown): void {
    const event = frame as ConversationEvent | null;
    if (!conversation || !event) return;
    const here = { at: Date.now(), party, conversation };
    if (event.type === "command.acknowledged") {
      const { clientId, stream, seq } = event;
      const place = { ...(stream && { stream }), ...(seq !== undefined && { seq }) };
      history.add({ kind: "acknowledged", ...here, clientId, ...place });
    } else if (event.type === "command.refused") {
      history.add({ kind: "refused", ...here, clientId: event.clientId, code: event.code });
    } else if (event.type === "message.created" || event.type === "messages.page") {
      for (const message of event.type === "messages.page" ? event.messages : [event.message]) {
        const explained = message.explanation !== undefined;
        history.add({ kind: "heard", ...here, stream: message.stream, entry: entryOf(message), explained });
      }
    } else if ((event.type === "welcome" || event.type === "ticket.changed") && event.ticket) {
      history.add({ kind: "owner", ...here, owner: event.ticket.ticket?.assignee?.id ?? null });
    }
  }

  return {
    environment: {
      WebSocket: (options.blocked ? Blocked : Recorded) as unknown as typeof WebSocket,
      fetch: recordedFetch,
      random: random.next,
      onWake(act) {
        wakers.add(act);
        return () => wakers.delete(act);
      },
    },
    wake: () => wakers.forEach((act) => act()),
  };
}

function parse(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return null;
  }
}
