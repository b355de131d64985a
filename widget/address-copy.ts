import { CopyLink } from "./copy-link.ts";
import { type Handed, handOver } from "./handed-lit.ts";
import type { laterWords } from "./later-words.ts";
import type { ViewHost } from "./view-host.ts";

/** Its own file: few share. */
export function copyLink(host: ViewHost, handed: Handed, words: typeof laterWords): CopyLink {
  handOver(handed);
  return new CopyLink(host, words);
}
