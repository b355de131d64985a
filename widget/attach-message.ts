import { download } from "../client/files.ts";
import type { FileRef } from "../protocol/model.ts";
import { alert, button, element, factsOf } from "./attach-element.ts";
import { decode, drawn } from "./attach-picture.ts";
import { attachWords } from "./attach-words.ts";
import type { ViewHost } from "./view-host.ts";

/** What this page has uploaded, by id: it need not come back. */
export const ownFiles = new Map<string, Blob>();

/** Pixels of a picture among messages, on the finest screens. */
const SHOWN_PX = 720;
/** A browser begins its download later than the click. */
const REVOKE_MS = 10_000;

/** Fills `place` with a file of a message. Pictures are fetched when they come near the view, other files when they are wanted. */
export function showFile(host: ViewHost, place: HTMLElement, file: FileRef): void {
  const { t } = host;
  const words = attachWords(host);
  const { id, name, width = 0, height = 0 } = file;

  /** `act` with the bytes, or the words that they could not be had. */
  async function fetched(act: (blob: Blob) => unknown): Promise<void> {
    const client = host.conversation?.client;
    try {
      const blob = ownFiles.get(id) ?? (client && (await download(await client.access(), id)));
      if (!blob) throw blob;
      // What it loads may not come either.
      await act(blob);
    } catch {
      const retry = button("link", t.retry, () => fetched(act));
      place.replaceChildren(alert(element("bdi", {}, name), " ", t.loadFailed, " ", retry));
    }
  }

  const save = (): HTMLElement =>
    button("link", words.downloadFile, () => fetched(saveAs), `${words.downloadFile} ${name}`);

  function saveAs(blob: Blob): void {
    const href = URL.createObjectURL(blob);
    element("a", { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), REVOKE_MS);
    if (!width) card();
  }

  function card(): void {
    place.replaceChildren(...factsOf(file, file.size, t.lang), save());
  }

  async function picture(blob: Blob): Promise<void> {
    const load = (): Promise<ImageBitmap | null> => decode(blob, width * height);
    const bitmap = await load();
    if (!bitmap) return card();
    const large = async (): Promise<void> => {
      const { showLarge } = await import("./attach-more.ts");
      // Where it could not be loaded before, words stand in its place.
      if (!open.isConnected) place.replaceChildren(open);
      await showLarge(host, { element, button, drawn }, place, name, load, save());
    };
    const open = button("picture", "", () => fetched(large));
    open.append(drawn(bitmap, SHOWN_PX), element("span", { className: "hidden" }, words.openPicture(name)));
    bitmap.close();
    place.replaceChildren(open);
  }

  if (!width) return card();
  const observer = new IntersectionObserver(
    ([entry]) => {
      if (!entry?.isIntersecting) return;
      observer.disconnect();
      void fetched(picture);
    },
    { root: host.scroller ?? null, rootMargin: "400px" },
  );
  observer.observe(place);
}
