import type { SearchHit } from "../protocol/article.ts";
import type { SEARCH_MAX_CODE_POINTS } from "../protocol/limits.ts";
import { type Piece, pieces } from "./highlight.ts";
import type { Settings } from "./port.ts";
import { readSearch } from "./site-api.ts";

/** Types only come from protocol/limits.ts (see handed-lit.ts); the compiler keeps the number equal. */
const MAX: typeof SEARCH_MAX_CODE_POINTS = 200;
/** Between two letters of a quick typist pass about 120 ms: one request per pause, not per letter. */
const PAUSE_MS = 120;

type Hit = Pick<SearchHit, "id"> & { title: Piece[] };
type Host = { readonly settings: Settings; requestUpdate(): void };

/** Search as one types. The last text wins, whatever order the answers come in. */
export class SiteSearch {
  readonly #host: Host;
  text = "";
  /** undefined: no answer yet. The hits of the text before stay until the next ones are here. null: failed. */
  hits: Hit[] | null | undefined;
  /** The hits are of what this page knows, the server does not answer. */
  isLocal: boolean | undefined;
  /** Index of the highlighted hit, -1 for none. */
  active = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  input(text: string): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.text = [...text.trim()].slice(0, MAX).join("");
    // What was marked belongs to another text.
    this.active = -1;
    if (this.text) this.#timer = setTimeout(() => this.run(), PAUSE_MS);
    else this.#show(undefined);
  }

  run(): void {
    this.#abort?.abort();
    const abort = new AbortController();
    const show = (hits: Hit[] | null): void => {
      if (!abort.signal.aborted) this.#show(hits);
    };
    this.#abort = abort;
    readSearch(this.#host.settings, this.text, abort.signal)
      .then(({ hits, isLocal }) => {
        this.isLocal = isLocal;
        show(hits.map(({ id, title, ranges }) => ({ id, title: pieces(title, ranges) })));
      })
      .catch(() => show(null));
  }

  /** Moves the highlight; above the first and below the last lies "none", the field itself. */
  move(by: -1 | 1): void {
    const places = (this.hits?.length ?? 0) + 1;
    this.active = ((this.active + 1 + by + places) % places) - 1;
    this.#host.requestUpdate();
  }

  #show(hits: Hit[] | null | undefined): void {
    this.hits = hits;
    this.active = -1;
    this.#host.requestUpdate();
  }
}
