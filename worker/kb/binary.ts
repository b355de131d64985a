/**
 * The container of a built knowledge base:
 *   "DBKB" · format (u32) · checksum of everything after it (u32) · version (16 ASCII hex) · section count (u32) ·
 *   section lengths in bytes (u32 each) · sections (UTF-8 JSON). Numbers are little-endian.
 */
const MAGIC = 0x424b_4244;
/** 2: bodies may hold images. */
export const FORMAT = 2;
const VERSION_LENGTH = 16;
const HEADER = 4 + 4 + 4 + VERSION_LENGTH + 4;

export type DamageReason = "magic" | "format" | "length" | "checksum" | "content";

/** The bytes are not a knowledge base that this code can read. */
export class DamagedKnowledgeBase extends Error {
  readonly reason: DamageReason;
  constructor(reason: DamageReason) {
    super(`knowledge base is damaged: ${reason}`);
    this.name = "DamagedKnowledgeBase";
    this.reason = reason;
  }
}

/** FNV-1a, 32 bits: finds damage, not malice; whoever can write the file can write its checksum. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c_9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x0100_0193);
  return hash >>> 0;
}

/** `version`: 16 hex characters. */
export function pack(version: string, sections: readonly unknown[]): Uint8Array {
  const encoder = new TextEncoder();
  const parts = sections.map((section) => encoder.encode(JSON.stringify(section)));
  const start = HEADER + 4 * parts.length;
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, start));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, FORMAT, true);
  bytes.set(encoder.encode(version), 12);
  view.setUint32(12 + VERSION_LENGTH, parts.length, true);
  let at = start;
  parts.forEach((part, i) => {
    view.setUint32(HEADER + 4 * i, part.length, true);
    bytes.set(part, at);
    at += part.length;
  });
  view.setUint32(8, checksum(bytes.subarray(12)), true);
  return bytes;
}

/** Throws DamagedKnowledgeBase. */
export function unpack(bytes: Uint8Array, sectionCount: number): { version: string; sections: unknown[] } {
  if (bytes.length < HEADER) throw new DamagedKnowledgeBase("length");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new DamagedKnowledgeBase("magic");
  if (view.getUint32(4, true) !== FORMAT) throw new DamagedKnowledgeBase("format");
  const start = HEADER + 4 * sectionCount;
  if (view.getUint32(12 + VERSION_LENGTH, true) !== sectionCount || bytes.length < start)
    throw new DamagedKnowledgeBase("length");
  const ends: number[] = [];
  let end = start;
  for (let i = 0; i < sectionCount; i++) {
    end += view.getUint32(HEADER + 4 * i, true);
    ends.push(end);
  }
  if (end !== bytes.length) throw new DamagedKnowledgeBase("length");
  if (view.getUint32(8, true) !== checksum(bytes.subarray(12))) throw new DamagedKnowledgeBase("checksum");

  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  try {
    const sections = ends.map(
      (to, i) => JSON.parse(decoder.decode(bytes.subarray(ends[i - 1] ?? start, to))) as unknown,
    );
    return { version: decoder.decode(bytes.subarray(12, 12 + VERSION_LENGTH)), sections };
  } catch {
    throw new DamagedKnowledgeBase("content");
  }
}
