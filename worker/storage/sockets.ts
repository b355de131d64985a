import { CLOSE } from "../../protocol/errors.ts";
import { BAD_FRAMES_MAX, FRAME_MAX_BYTES, SUBPROTOCOL } from "../../protocol/limits.ts";

/** 101 with the one subprotocol echoed: Chromium closes a socket whose answer names none or another. */
export function upgradeResponse(client: WebSocket): Response {
  return new Response(null, { status: 101, webSocket: client, headers: { "Sec-WebSocket-Protocol": SUBPROTOCOL } });
}

/** A socket may be closing while we speak; the peer resumes from the rows, so nothing is lost by ignoring that. */
export function send(socket: WebSocket, frame: object): void {
  try {
    socket.send(JSON.stringify(frame));
  } catch {
    // Closed meanwhile.
  }
}

export function close(socket: WebSocket, code: number, reason: string): void {
  try {
    socket.close(code, reason);
  } catch {
    // Closed meanwhile, or the peer sent a code that may not be echoed.
  }
}

export type ReadFrame = { kind: "frame"; value: unknown } | { kind: "bad" } | { kind: "too_big" };

/** Size before parsing: workerd hands frames of up to 32 MiB to the application. Never throws. */
export function readFrame(data: string | ArrayBuffer): ReadFrame {
  if (typeof data !== "string") return data.byteLength > FRAME_MAX_BYTES ? { kind: "too_big" } : { kind: "bad" };
  // A UTF-16 unit is at most 3 bytes of UTF-8: the exact count is needed only in between.
  if (data.length > FRAME_MAX_BYTES) return { kind: "too_big" };
  if (data.length * 3 > FRAME_MAX_BYTES && new TextEncoder().encode(data).byteLength > FRAME_MAX_BYTES) {
    return { kind: "too_big" };
  }
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? { kind: "frame", value }
      : { kind: "bad" };
  } catch {
    return { kind: "bad" };
  }
}

/** Counts a bad frame in the attachment (memory does not survive hibernation). Returns true when the socket was closed. */
export function strike(socket: WebSocket, attachment: { strikes: number }): boolean {
  const strikes = attachment.strikes + 1;
  socket.serializeAttachment({ ...attachment, strikes });
  if (strikes < BAD_FRAMES_MAX) return false;
  close(socket, CLOSE.policy, "bad_frame");
  return true;
}
