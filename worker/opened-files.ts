type Opened<T> = { value: T; bytes: number };

/** Opened files by name, within a budget of bytes: what was longest unused goes first. The newest stays, however big. */
export class OpenedFiles<T> {
  readonly #budget: number;
  /** In the order of use. */
  readonly #files = new Map<string, Opened<T>>();

  constructor(budget: number) {
    this.#budget = budget;
  }

  get(name: string): T | undefined {
    const file = this.#files.get(name);
    if (file === undefined) return undefined;
    this.#files.delete(name);
    this.#files.set(name, file);
    return file.value;
  }

  put(name: string, value: T, bytes: number): void {
    this.#files.delete(name);
    this.makeRoom(bytes);
    this.#files.set(name, { value, bytes });
  }

  /** To be called before a file of `bytes` is read: both in memory at once may be too much. */
  makeRoom(bytes: number): void {
    let sum = bytes;
    for (const file of this.#files.values()) sum += file.bytes;
    for (const [name, file] of this.#files) {
      if (sum <= this.#budget) return;
      this.#files.delete(name);
      sum -= file.bytes;
    }
  }
}
