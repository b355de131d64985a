import type { Offer } from "./connection-types.ts";
import type { Environment } from "./environment.ts";
import type { ask as Ask } from "./http.ts";
import { type Door, httpDoor } from "./http-door.ts";

/** The door holds as long as it holds, but this often a socket is tried beside it. */
const COME_BACK_MS = 300_000;
/** Until the server's first word over that socket. */
const OPENING_MS = 15_000;

/**
 * The door of HTTP for a network that blocks sockets. Every few minutes, and at every `ping` (the network or the visitor is back), a
 * socket is tried beside it, while the door serves on.
 *
 * @param address of the socket, asked at every try
 * @param offer what the first answer to `protocols` was
 * @param protocols asked at every try; may throw, then the next time
 * @param ask that of http.ts
 * @param takeOver is given the socket that works, once, before its first word is handed to its `onmessage`; to close the door
 */
export function fallBack(
  address: () => string,
  offer: readonly string[],
  protocols: () => Offer | Promise<Offer>,
  environment: Environment,
  ask: typeof Ask,
  takeOver: (socket: WebSocket) => void,
): Door {
  const door = httpDoor(address(), offer, environment, ask, () => {
    if (environment.now() - triedAt >= COME_BACK_MS) void comeBack();
  });
  const { send } = door;
  door.send = (text) => {
    send(text);
    if (text === "ping") void comeBack();
  };
  let triedAt = environment.now();

  async function comeBack(): Promise<void> {
    triedAt = environment.now();
    try {
      const again = await protocols();
      if (door.readyState !== 1 || typeof again !== "object") return;
      const trial = new environment.WebSocket(address(), [...again]);
      let taken = false;
      trial.onopen = () => trial.send("ping");
      trial.onmessage = (word) => {
        if (door.readyState !== 1) return;
        taken = true;
        takeOver(trial);
        trial.onmessage?.(word);
      };
      environment.after(OPENING_MS, () => taken || trial.close());
    } catch {
      // No token to be had now, or a policy of the page: the door serves on.
    }
  }
  return door;
}
