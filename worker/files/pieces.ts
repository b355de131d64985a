/** A file put together anew from parts of an old one, without a copy where nothing is left out. */
export class Pieces {
  readonly #from: Uint8Array;
  readonly #parts: Uint8Array[] = [];
  /** Of the last part in the old file; -1: it is not from there. */
  #end = -1;

  constructor(from: Uint8Array) {
    this.#from = from;
  }

  /** From the old file. */
  keep(start: number, end: number): void {
    const before = this.#end === start ? this.#parts.pop() : undefined;
    this.#parts.push(this.#from.subarray(start - (before?.byteLength ?? 0), end));
    this.#end = end;
  }

  add(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#end = -1;
  }

  get length(): number {
    return this.#parts.reduce((sum, part) => sum + part.byteLength, 0);
  }

  join(): Uint8Array {
    const [only] = this.#parts;
    if (only && this.#parts.length === 1 && only.byteLength === this.#from.byteLength) return this.#from;
    const joined = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.#parts) {
      joined.set(part, at);
      at += part.byteLength;
    }
    return joined;
  }
}
