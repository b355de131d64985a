import type { EventsResponse, FramesResponse } from "../protocol/api.ts";
import type { CLOSE } from "../protocol/errors.ts";
import type { Hello } from "../protocol/frames.ts";
import type { ANSWER_WAIT_MS, POLL_WAIT_MS } from "../protocol/limits.ts";
import type { Environment } from "./environment.ts";
import type { ask as Ask, Verdict } from "./http.ts";

/* For networks that block sockets. Part of what loads only then, see rescue.ts: it imports types only. */

/** What a connection uses of a WebSocket. */
export type Door = Pick<WebSocket, "send" | "close"> & {
  readyState: number;
  onopen: (() => void) | null;
  onmessage: ((event: { data: string }) => void) | null;
  /** `reason`: ms that the server wants to be left alone, if it said so. */
  onclose: ((event: { code: number; reason: number }) => void) | null;
};

const ANSWER_MS: typeof ANSWER_WAIT_MS = 10_000;
const POLL_MS: typeof POLL_WAIT_MS = 25_000;
/** Close codes. All other refusals are the session route's to explain. */
const NO_CODE = 1006;
const UNAUTHORIZED: (typeof CLOSE)["unauthorized"] = 4401;
const BROKEN: (typeof CLOSE)["policy"] = 1008;
const CODES: Partial<Record<Verdict, number>> = {
  bad_frame: BROKEN,
  bad_request: BROKEN,
  method_not_allowed: BROKEN,
  unsupported_media_type: BROKEN,
  too_big: 1009 satisfies (typeof CLOSE)["tooBig"],
};

/** Questions begin at most this often, however fast and often a server answers. */
const POLL_EVERY_MS = 1_000;

/**
 * A socket made of two routes: `events` is asked over and over, `frames` takes one command at a time, in their order. Whatever
 * fails or is late closes it; what has no answer then is sent again over the next one, and the server knows it by its id.
 *
 * @param address the socket's
 * @param protocols the socket's: a visitor's token is the second; without it the browser's cookie speaks
 * @param ask that of http.ts
 * @param onAnswer after each answer to a question for events
 */
export function httpDoor(
  address: string,
  [, token]: readonly string[],
  environment: Environment,
  ask: typeof Ask,
  onAnswer: () => void = () => {},
): Door {
  const commands: string[] = [];
  let posting = false;
  let have: Partial<Hello["have"]> = {};
  let epoch: string | null = null;
  /** Of the answer before; null asks to be answered at once. */
  let state: string | null = null;
  /** Rises with every question for events: an answer to an older one is void. */
  let round = 0;
  let asking: AbortController | undefined;

  const door: Door = {
    readyState: 0,
    onopen: null,
    onmessage: null,
    onclose: null,
    send(text) {
      if (text === "ping") return again();
      const frame = JSON.parse(text as string) as { type: string } | Hello;
      if ("have" in frame) {
        ({ have, epoch } = frame);
        return again();
      }
      commands.push(text as string);
      if (!posting) void post();
    },
    close: () => end(),
  };

  function end(): void {
    door.readyState = 3;
    round++;
    asking?.abort();
  }

  function again(): void {
    state = null;
    void poll();
  }

  async function poll(): Promise<void> {
    const mine = ++round;
    const begun = environment.now();
    asking?.abort();
    asking = new AbortController();
    const answer = (await question(
      () => mine === round,
      "events",
      { ...have, epoch, state, wait: POLL_MS },
      {},
      asking,
    )) as EventsResponse | undefined;
    if (!answer) return;
    state = answer.state;
    deliver(answer);
    onAnswer();
    environment.after(Math.max(0, begun + POLL_EVERY_MS - environment.now()), () => void (mine === round && poll()));
  }

  async function post(): Promise<void> {
    posting = true;
    for (let body = commands.shift(); body; body = commands.shift()) {
      const answer = await question(() => door.readyState === 1, "frames", {}, { method: "POST", body });
      if (!answer) return;
      deliver(answer);
    }
    posting = false;
  }

  function deliver({ events }: FramesResponse): void {
    for (const event of events) {
      // What is lacking up to the heads follows in the same answer.
      if ("heads" in event) ({ heads: have, epoch } = event);
      if (event.type === "message.created") have[event.message.stream] = event.message.seq;
      if (door.readyState === 1) door.onmessage?.({ data: JSON.stringify(event) });
    }
  }

  /** The answer, if it is still wanted. If there is none, the door is closed. */
  async function question(
    wanted: () => boolean,
    route: string,
    query: Record<string, string | number | null | undefined>,
    init: RequestInit,
    abort?: AbortController,
  ): Promise<FramesResponse | undefined> {
    const url = new URL(address.replace(/^ws/, "http"));
    url.pathname = url.pathname.replace(/socket$/, route);
    for (const [name, value = null] of Object.entries(query))
      if (value !== null) url.searchParams.set(name, `${value}`);
    const { verdict, body } = await ask(
      environment,
      url.href,
      {
        credentials: token ? "omit" : "same-origin",
        headers: {
          "Content-Type": "application/json",
          ...(token ? { Authorization: `Bearer ${token.slice(2)}` } : { "X-Deskbell": "1" }),
        },
        ...init,
      },
      ANSWER_MS + Number(query.wait ?? 0),
      abort,
    );
    if (!wanted()) return;
    if (Array.isArray(body?.events)) return body as FramesResponse;
    end();
    const reason = Number(verdict) || 0;
    door.onclose?.({ code: typeof verdict === "string" ? (CODES[verdict] ?? UNAUTHORIZED) : NO_CODE, reason });
  }

  // As with a socket, nothing happens before the caller has set its handlers.
  queueMicrotask(() => {
    if (door.readyState !== 0) return;
    door.readyState = 1;
    door.onopen?.();
    // The inbox's server speaks first, there is no `hello` to wait for.
    if (round === 0) void poll();
  });
  return door;
}
