import type { VisitorClient } from "../client/visitor-types.ts";
import type { FileRef } from "../protocol/model.ts";

/** Puts the files of a message where the message will go; null: that is not to be, and nothing is sent; undefined: there are none. */
export type Upload = (client: VisitorClient) => Promise<readonly FileRef[] | null> | undefined;

/** Files that go with what is typed, and those of messages; attaching.ts. */
export interface AttachedFiles {
  /** Of those that would be sent now. */
  readonly count: number;
  readonly upload: Upload;
  /** Beside what is typed. */
  button(): unknown;
  /** Above what is typed. */
  content(): unknown;
  /** They are sent; `all`: it is somebody else's turn, and those of messages go too. */
  clear(all?: boolean): void;
  /** Their message was taken back: as far as this page has them, they are to be sent anew. */
  takeBack(files: readonly FileRef[]): void;
  /** Fills `place`; until that has loaded, the name stands there. */
  show(place: HTMLElement, file: FileRef): void;
}
