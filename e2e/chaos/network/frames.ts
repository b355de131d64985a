/** One WebSocket frame as it is on the wire. `text` is what it says, "" for anything but a whole text frame. */
export type Frame = { bytes: Buffer; text: string };

const TEXT = 0x81;

/** Cuts a byte stream into whole frames (RFC 6455, no extensions); what is not whole yet waits. */
export function frameSplitter(): (chunk: Buffer) => Frame[] {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const frames: Frame[] = [];
    for (let length = frameLength(rest); length !== null && length <= rest.length; length = frameLength(rest)) {
      frames.push(read(rest.subarray(0, length)));
      rest = rest.subarray(length);
    }
    return frames;
  };
}

/** Length of the frame that begins here; null: its head is not whole. */
function frameLength(bytes: Buffer): number | null {
  if (bytes.length < 2) return null;
  const mask = ((bytes[1] ?? 0) & 0x80) === 0 ? 0 : 4;
  const short = (bytes[1] ?? 0) & 0x7f;
  if (short < 126) return 2 + mask + short;
  if (short === 126) return bytes.length < 4 ? null : 4 + mask + bytes.readUInt16BE(2);
  return bytes.length < 10 ? null : 10 + mask + Number(bytes.readBigUInt64BE(2));
}

function read(bytes: Buffer): Frame {
  if (bytes[0] !== TEXT) return { bytes, text: "" };
  const masked = ((bytes[1] ?? 0) & 0x80) !== 0;
  const short = (bytes[1] ?? 0) & 0x7f;
  const head = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (!masked) return { bytes, text: bytes.toString("utf8", head) };
  const key = bytes.subarray(head, head + 4);
  const body = Buffer.from(bytes.subarray(head + 4));
  for (let i = 0; i < body.length; i++) body[i] = (body[i] ?? 0) ^ (key[i % 4] ?? 0);
  return { bytes, text: body.toString("utf8") };
}
