import type { VisitorClient } from "../client/visitor-types.ts";
import type { FILES_PER_MESSAGE } from "../protocol/limits.ts";
import type { FileRef } from "../protocol/model.ts";
import { button, element } from "./attach-element.ts";
import { ownFiles, showFile } from "./attach-message.ts";
import { attachStyles } from "./attach-styles.ts";
import { Tile } from "./attach-tile.ts";
import { attachWords } from "./attach-words.ts";
import type { ViewHost } from "./view-host.ts";

const MOST: typeof FILES_PER_MESSAGE = 10;
/** Pictures of any kind, so that phones offer the camera. */
const ACCEPT = "image/*,application/pdf,text/*,.log";
const AGAIN_MS = 10_000;
/** Browsers say four times a second at least that something is dragged over the panel. */
const DROP_MS = 700;

/**
 * Files that are to go with the next message. Nothing leaves the browser before it is sent: what is taken out again was never anywhere,
 * and none can get into another conversation than its message.
 */
export class Attach {
  readonly #host: ViewHost;
  readonly #list = element("ul", {});
  readonly #choice = element("div", { className: "actions", hidden: true });
  readonly #status = element("p", { role: "status" });
  readonly element = element("div", { className: "files" }, this.#choice, this.#list, this.#status);
  #tiles: Tile[] = [];
  #wake: (() => void) | undefined;
  #dropTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ViewHost) {
    this.#host = host;
    host.renderRoot.adoptedStyleSheets.push(attachStyles);
  }

  /** Files that will be sent. */
  get count(): number {
    return this.#sendable.length;
  }

  get isChoosing(): boolean {
    return !this.#choice.hidden;
  }

  take(files: Iterable<File>): void {
    let said: string | undefined;
    for (const file of files) {
      if (this.#tiles[MOST - 1]) said = attachWords(this.#host).tooManyFiles;
      else {
        const tile = new Tile(this.#host, file, () => {
          this.#keep((one) => one !== tile);
          this.#focus();
        });
        this.#tiles.push(tile);
      }
    }
    this.#close();
    this.#draw(said);
  }

  /** Offers what can be attached. Pressed there, the browser's own chooser opens always; here it would not, after a slow load. */
  toggle(): void {
    if (this.isChoosing) return this.#close();
    const words = attachWords(this.#host);
    const input = element("input", { type: "file", multiple: true, accept: ACCEPT, hidden: true });
    input.onchange = () => this.take(input.files ?? []);
    const choose = button("action", words.chooseFiles, () => input.click());
    this.#choice.replaceChildren(
      choose,
      button("action", words.addDetails, () => this.#details()),
      input,
    );
    this.#choice.hidden = false;
    choose.focus();
  }

  /** Something is being dragged over the panel. */
  dragged(): void {
    const { classList } = this.#host.renderRoot.querySelector(".frame") as Element;
    classList.add("drop");
    clearTimeout(this.#dropTimer);
    this.#dropTimer = setTimeout(() => classList.remove("drop"), DROP_MS);
  }

  /**
   * Uploads to the conversation that is shown, which is begun if there is none, and waits for the network as long as it takes. Null: one was
   * refused, or the conversation is no longer this one; all that is not sent stays.
   */
  async upload(client: VisitorClient): Promise<readonly FileRef[] | null> {
    const faulty = (): number => this.#tiles.length - this.count;
    const before = faulty();
    for (;;) {
      await Promise.all(this.#sendable.map(({ ready }) => ready));
      if (faulty() > before) return null;
      const access = this.count ? await client.access(true) : null;
      if (this.#host.conversation?.client !== client || !this.element.isConnected) return null;
      if (access === null) return [];
      let answer: unknown = access;
      if (typeof access === "object") {
        const next = this.#sendable.find(({ url }) => url !== access.url);
        if (!next) return this.#sendable.flatMap(({ ref }) => ref ?? []);
        answer = await next.upload(access);
      } else if (typeof access === "string") this.#draw(attachWords(this.#host).notAttached);
      if (typeof answer === "string") return null;
      if (typeof answer === "number") await this.#pause(answer, answer !== access);
    }
  }

  clear(all?: boolean): void {
    if (all) ownFiles.clear();
    this.#keep(() => false);
  }

  takeBack(files: readonly FileRef[]): void {
    const kept = files.flatMap(({ id, name, type }) => {
      const blob = ownFiles.get(id);
      return blob ? new File([blob], name, { type }) : [];
    });
    this.take(kept);
  }

  show(place: HTMLElement, file: FileRef): void {
    showFile(this.#host, place, file);
  }

  get #sendable(): Tile[] {
    return this.#tiles.filter(({ isFaulty }) => !isFaulty);
  }

  #keep(wanted: (tile: Tile) => boolean): void {
    for (const tile of this.#tiles) if (!wanted(tile)) tile.stop();
    this.#tiles = this.#tiles.filter(wanted);
    this.#wake?.();
    this.#draw();
  }

  async #details(): Promise<void> {
    try {
      const { detailsForm } = await import("./attach-more.ts");
      const take = (files: File[]): void => this.take(files);
      detailsForm(this.#host, { element, button }, this.#choice, take, () => this.#close());
    } catch {
      this.#status.textContent = this.#host.t.loadFailed;
    }
  }

  #close(): void {
    this.#choice.hidden = true;
    this.#host.requestUpdate();
    this.#focus();
  }

  #draw(said = this.count ? attachWords(this.#host).filesLost : ""): void {
    this.#list.replaceChildren(...this.#tiles.map((tile) => tile.element));
    this.#status.textContent = `${said} `;
    this.#host.requestUpdate();
  }

  /** @param isAnswer of an upload: with a time in it, it is the server that wishes to wait */
  async #pause(ms: number, isAnswer: boolean): Promise<void> {
    const words = attachWords(this.#host);
    this.#draw(isAnswer && ms ? words.filesBusy : words.filesWait);
    await new Promise<void>((done) => {
      this.#wake = done;
      this.#status.append(button("link", this.#host.t.retry, done));
      setTimeout(done, Math.max(ms, AGAIN_MS));
      addEventListener("online", () => done(), { once: true });
    });
    this.#draw();
  }

  #focus(): void {
    this.#host.renderRoot.querySelector<HTMLElement>(".composer .field")?.focus();
  }
}
