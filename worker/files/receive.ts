import { AppError } from "../app-error.ts";
import { withinTime } from "../within-time.ts";

/** Bytes of unfinished uploads in this isolate: its memory is 128 MB, and a file lies there up to three times while it is put together. */
const HELD_MAX = 30 * 1024 * 1024;
/** The largest file over a megabit a second. Whoever dawdles must not hold the room of all the others. */
const TIME_MAX_MS = 180_000;
const RETRY_MS = 2_000;

let held = 0;

/**
 * Reads a body of at most `max` bytes, whatever Content-Length says, and hands it to `use`; its room is given back when that is done.
 * Throws too_big, and unavailable for who is too slow and while other uploads fill the memory.
 */
export async function receive<T>(request: Request, max: number, use: (bytes: Uint8Array) => Promise<T>): Promise<T> {
  // Whoever says that it is too long is believed.
  if (Number(request.headers.get("Content-Length")) > max) throw new AppError("too_big");
  const late = Date.now() + TIME_MAX_MS;
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let mine = 0;
  try {
    while (reader) {
      const { done, value } = await withinTime(reader.read(), late - Date.now(), "slow").catch(() => {
        throw new AppError("unavailable", { retryAfterMs: RETRY_MS, message: "The upload did not come to an end." });
      });
      if (done) break;
      mine += value.byteLength;
      held += value.byteLength;
      if (mine > max) throw new AppError("too_big");
      if (held > HELD_MAX) throw new AppError("unavailable", { retryAfterMs: RETRY_MS });
      chunks.push(value);
    }
    return await use(joined(chunks, mine));
  } catch (error) {
    await reader?.cancel().catch(() => undefined);
    throw error;
  } finally {
    held -= mine;
  }
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
