/**
 * The container of a built knowledge base:
 *   "DBKB" · format (u32) · checksum of everything after it (u32) · version (16 ASCII hex) · section count (u32) ·
 *   section lengths in bytes (u32 each) · sections. Numbers are little-endian; every section begins at a multiple of 8 bytes,
 *   so that its numbers can be read where they lie, and the file ends at one.
 */
const MAGIC = 0x424b_4244;
/** 2: bodies may hold images. 3: sections are bytes of their own kinds, no longer JSON. */
export const FORMAT = 3;
const VERSION_AT = 12;
const VERSION_LENGTH = 16;
const HEADER = VERSION_AT + VERSION_LENGTH + 4;

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

export const aligned = (length: number): number => Math.ceil(length / 8) * 8;

/**
 * FNV-1a over 32-bit words: four times as fast as over bytes, and each step is still one-to-one, so no single changed word escapes. Finds
 * damage, not malice; whoever can write the file can write its checksum.
 */
function checksum(bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + VERSION_AT, (bytes.length - VERSION_AT) / 4);
  let hash = 0x811c_9dc5;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ (words[i] ?? 0), 0x0100_0193);
  return hash >>> 0;
}

/** `sha256`: lower-case hex. The version is its beginning over all that is in the file, format included. */
export function pack(
  sections: readonly Uint8Array[],
  sha256: (bytes: Uint8Array) => string,
): { version: string; bytes: Uint8Array } {
  const start = aligned(HEADER + 4 * sections.length);
  const bytes = new Uint8Array(sections.reduce((sum, section) => sum + aligned(section.length), start));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, FORMAT, true);
  view.setUint32(HEADER - 4, sections.length, true);
  let at = start;
  sections.forEach((section, i) => {
    view.setUint32(HEADER + 4 * i, section.length, true);
    bytes.set(section, at);
    at += aligned(section.length);
  });
  const version = sha256(bytes).slice(0, VERSION_LENGTH);
  bytes.set(new TextEncoder().encode(version), VERSION_AT);
  view.setUint32(8, checksum(bytes), true);
  return { version, bytes };
}

/** The sections are views into `bytes` (into a copy, if those lie at an odd place). Throws DamagedKnowledgeBase. */
export function unpack(file: Uint8Array, sectionCount: number): { version: string; sections: Uint8Array[] } {
  if (file.length < HEADER) throw new DamagedKnowledgeBase("length");
  const bytes = file.byteOffset % 8 === 0 ? file : file.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new DamagedKnowledgeBase("magic");
  if (view.getUint32(4, true) !== FORMAT) throw new DamagedKnowledgeBase("format");
  let at = aligned(HEADER + 4 * sectionCount);
  if (view.getUint32(HEADER - 4, true) !== sectionCount || bytes.length < at) throw new DamagedKnowledgeBase("length");
  const sections: Uint8Array[] = [];
  for (let i = 0; i < sectionCount; i++) {
    const length = view.getUint32(HEADER + 4 * i, true);
    sections.push(bytes.subarray(at, at + length));
    at += aligned(length);
  }
  if (at !== bytes.length) throw new DamagedKnowledgeBase("length");
  if (view.getUint32(8, true) !== checksum(bytes)) throw new DamagedKnowledgeBase("checksum");
  const version = new TextDecoder().decode(bytes.subarray(VERSION_AT, VERSION_AT + VERSION_LENGTH));
  return { version, sections };
}
