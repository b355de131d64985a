import type { ErrorCode } from "../protocol/errors.ts";
import type { Environment } from "./environment.ts";
import type { Verdict } from "./http.ts";
import type { Phase } from "./types.ts";

/** Subprotocols to offer (a visitor's token is the second), or why there is nothing to offer now. */
export type Offer = readonly string[] | Verdict;

export type ConnectionOptions = {
  /** `ws:` or `wss:`. A function is asked after `protocols`, at every try. */
  url: string | (() => string);
  /** Asked at every try. A rejection counts as 0. */
  protocols: () => Offer | Promise<Offer>;
  /** The socket is open; `send` as on the connection. */
  onOpen(send: (frame: object) => boolean): void;
  /** Everything that was JSON, except the answers to our pings. */
  onFrame(frame: unknown): void;
  /** connecting (first try), online (the server's `welcome` has been through `onFrame`), offline, refused. */
  onPhase(phase: Phase, refusal: ErrorCode | null): void;
  /**
   * A browser hides why an upgrade was refused, so ask elsewhere: after a socket without a `welcome`, and after close 4401.
   * null: the server would have us.
   */
  afterRefusedUpgrade: () => Promise<Verdict | null>;
  /** A socket is gone, whether it had opened or not; comes before what follows from it. */
  onLost?(code: number): void;
  environment?: Partial<Environment>;
};

export type Connection = {
  /** False if there is no open socket now; nothing is queued here. */
  send(frame: object): boolean;
  /** Drops the socket, or ends a pause or a refusal, and tries at once. */
  reconnect(): void;
  /** For good. The last callback is `onLost` of an open socket, within this call. */
  close(): void;
};
