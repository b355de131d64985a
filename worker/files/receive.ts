import type { ConversationId } from "../../protocol/model.ts";
import { AppError } from "../app-error.ts";
import { withinTime } from "../within-time.ts";
import { enter } from "./upload-room.ts";
import type { Side } from "./upload-types.ts";

/** The largest file over a megabit a second. Whoever dawdles must not hold the room of all the others. */
const TIME_MAX_MS = 180_000;
/** Without a byte. A connection that has gone tells nobody; a client that comes back sends it again. */
const IDLE_MAX_MS = 10_000;
const RETRY_MS = 2_000;

/**
 * `max`: bytes, whatever Content-Length says. `spend`: asked once whether so many may come, and throws if not; absent: they may.
 */
type Expected = { max: number; side: Side; id: ConversationId; spend?: (bytes: number) => Promise<void> };

/**
 * Reads a body and hands it to `use`; its room is given back when that is done. Throws too_big; too_many while two others of this
 * conversation and side run; unavailable for who is too slow or silent, and while this side's other uploads fill the memory.
 */
export async function receive<T>(
  request: Request,
  { max, side, id, spend }: Expected,
  use: (bytes: Uint8Array) => Promise<T>,
): Promise<T> {
  // Whoever says that it is too long is believed.
  const declared = declaredBytes(request);
  if (declared !== null && declared > max) throw new AppError("too_big");
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = request.body?.getReader();
  const place = enter(side, id);
  if (!place) throw new AppError("too_many", { retryAfterMs: RETRY_MS });
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    // Refused before they come, and no more come than were asked for.
    if (declared !== null) await spend?.(declared);
    const most = declared ?? max;
    const late = Date.now() + TIME_MAX_MS;
    while (reader) {
      const wait = Math.min(late - Date.now(), IDLE_MAX_MS);
      const { done, value } = await withinTime(reader.read(), wait, "slow").catch(() => {
        throw new AppError("unavailable", { retryAfterMs: RETRY_MS, message: "The upload did not come to an end." });
      });
      if (done) break;
      length += value.byteLength;
      if (length > most) throw new AppError("too_big");
      if (!place.take(value.byteLength)) throw new AppError("unavailable", { retryAfterMs: RETRY_MS });
      chunks.push(value);
    }
    if (declared === null) await spend?.(length);
    return await use(joined(chunks, length));
  } catch (error) {
    await reader?.cancel().catch(() => undefined);
    throw error;
  } finally {
    place.leave();
  }
}

/** By Content-Length; null: it says nothing, or nothing that is a number. */
function declaredBytes(request: Request): number | null {
  const said = request.headers.get("Content-Length");
  return said !== null && /^\d+$/.test(said) ? Number(said) : null;
}

/** Empties `chunks` on the way: both at once are twice the file. */
function joined(chunks: Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
