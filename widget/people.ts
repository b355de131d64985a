import { tools } from "../client/visitor.ts";
import { handed } from "./handed-lit.ts";
import { laterWords } from "./later-words.ts";
import type { RequestParts } from "./request-parts.ts";
import type { ViewHost } from "./view-host.ts";

/** What a panel shows of requests that people answer: fetched when there is one. */
export class People {
  readonly #host: ViewHost;
  parts: RequestParts | undefined;

  constructor(host: ViewHost) {
    this.#host = host;
  }

  /** Where that fails, whatever changes next tries again. */
  load(then?: (parts: RequestParts) => void): void {
    if (this.parts) return then?.(this.parts);
    import("./request-parts.ts").then(({ requestParts }) => {
      this.parts ??= requestParts(this.#host, handed, laterWords, tools);
      then?.(this.parts);
      this.#host.requestUpdate();
    }, Boolean);
  }
}
