import { checkAgent } from "../client/agent.ts";
import { openConnection } from "../client/connection.ts";
import type { Phase } from "../client/types.ts";
import type { InboxCommand, InboxEvent } from "../protocol/frames.ts";
import { SUBPROTOCOL } from "../protocol/limits.ts";

export type ShardCallbacks = {
  onEvent: (event: InboxEvent) => void;
  onPhase: (phase: Phase) => void;
  /** What was asked and not answered on this connection will not be answered. */
  onLost: () => void;
  /** Nobody is signed in any more. */
  onSignedOut: () => void;
};

export type ShardConnection = {
  /** False: there is no connection now, and nothing was kept. */
  ask: (command: InboxCommand) => boolean;
  reconnect: () => void;
  close: () => void;
};

/** One shard of the inbox, kept connected until `close()`. */
export function openShard(shard: number, callbacks: ShardCallbacks): ShardConnection {
  const connection = openConnection({
    url: `${location.origin.replace(/^http/, "ws")}/v1/console/inbox/socket?shard=${shard}`,
    protocols: () => [SUBPROTOCOL],
    // The server speaks first: `welcome`.
    onOpen: () => {},
    onFrame: (frame) => callbacks.onEvent(frame as InboxEvent),
    onPhase(phase, refusal) {
      callbacks.onPhase(phase);
      if (refusal === "unauthorized") callbacks.onSignedOut();
    },
    onLost: () => callbacks.onLost(),
    afterRefusedUpgrade: () => checkAgent(location.origin),
  });
  return {
    ask: (command) => connection.send(command),
    reconnect: () => connection.reconnect(),
    close: () => connection.close(),
  };
}
