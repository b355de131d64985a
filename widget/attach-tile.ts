import { upload } from "../client/files.ts";
import type { Verdict } from "../client/http.ts";
import type { FileAccess } from "../client/visitor-types.ts";
import type { FileRef } from "../protocol/model.ts";
import { alert, button, element, factsOf, sizeIn } from "./attach-element.ts";
import { ownFiles } from "./attach-message.ts";
import { decode, drawn, lighter, PIXELS_MAX } from "./attach-picture.ts";
import { attachWords } from "./attach-words.ts";
import { HEAD_BYTES, pixelsOf } from "./picture-size.ts";
import type { ViewHost } from "./view-host.ts";

/** What could be fit to be sent; the server looks into it. Systems know no type for some endings of text. */
const KINDS = /^(image\/(png|jpeg|webp|gif)|text\/.+|application\/(pdf|json)|)$/;
const PREVIEW_PX = 80;

/** One chosen file above the field. */
export class Tile {
  readonly #host: ViewHost;
  readonly #file: File;
  /** As it goes out. */
  #blob: Blob;
  readonly #bar = element("progress", { hidden: true, value: 0 });
  readonly #error = alert();
  readonly #facts = element("div", {});
  readonly element: HTMLElement;
  /** Whether it can be sent is known, and it is as small as it shall be. */
  readonly ready: Promise<void>;
  /** It is not sent: `#error` says why. */
  isFaulty = false;
  /** Where it was uploaded to, and as what. */
  url: string | undefined;
  ref: FileRef | undefined;
  #call: AbortController | undefined;

  constructor(host: ViewHost, file: File, remove: () => void) {
    this.#host = host;
    this.#file = this.#blob = file;
    this.#bar.ariaLabel = file.name;
    const cross = button("icon", "×", remove, attachWords(host).removeFile(file.name));
    this.element = element("li", { className: "tile" }, this.#facts, cross);
    this.ready = this.#prepare();
    this.#draw();
  }

  async upload(access: FileAccess): Promise<FileRef | Verdict | null> {
    this.#call = new AbortController();
    const progress = (share: number): void => {
      this.#bar.hidden = false;
      this.#bar.value = share;
    };
    progress(0);
    const answer = await upload(access, this.#blob, this.#file.name, progress, this.#call);
    this.#bar.hidden = true;
    if (typeof answer === "string") this.#refuse(answer);
    else if (typeof answer === "object" && answer) {
      this.ref = answer;
      this.url = access.url;
      ownFiles.set(answer.id, this.#blob);
    }
    return answer;
  }

  /** It is not wanted any more. */
  stop(): void {
    this.#call?.abort();
  }

  /** With a code of protocol/errors.ts. */
  #refuse(code: string): void {
    const { t } = this.#host;
    const words = attachWords(this.#host);
    const byCode: Record<string, string> = {
      too_big: words.tooLarge(sizeIn(t.lang, this.#limit)),
      unsupported_file: words.wrongKind,
      quota_exceeded: words.isFull,
      empty: words.isEmpty,
    };
    this.isFaulty = true;
    this.#error.textContent = byCode[code] ?? words.notAttached;
    this.#host.requestUpdate();
  }

  async #prepare(): Promise<void> {
    const file = this.#file;
    const { type } = file;
    if (!KINDS.test(type)) return this.#refuse("unsupported_file");
    if (!file.size) return this.#refuse("empty");
    const pixels = type.startsWith("i") ? pixelsOf(await file.slice(0, HEAD_BYTES).arrayBuffer()) : 0;
    const bitmap = await decode(file, pixels);
    if (bitmap) {
      this.element.prepend(drawn(bitmap, PREVIEW_PX));
      this.#blob = await lighter(file, bitmap);
      bitmap.close();
      this.#draw();
    }
    if (pixels > PIXELS_MAX || this.#blob.size > this.#limit) this.#refuse("too_big");
  }

  get #limit(): number {
    return this.#host.site?.files?.maxBytes ?? 0;
  }

  #draw(): void {
    this.#facts.replaceChildren(...factsOf(this.#file, this.#blob.size, this.#host.t.lang), this.#bar, this.#error);
  }
}
