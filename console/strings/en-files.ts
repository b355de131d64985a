import { isolate } from "./isolate.ts";
import { pluralOf } from "./plural.ts";

const plural = pluralOf("en");

/** Files of messages, and those that an agent is about to send. */
export const files = {
  list: "Files",
  kinds: { picture: "Picture", pdf: "PDF document", text: "Text file" },
  openPicture: (name: string) => `Picture ${isolate(name)}, opens in a new tab`,
  download: "Download",
  downloadNamed: (name: string) => `Download ${isolate(name)}`,
  notShown: "The picture could not be loaded. It may have been deleted.",
  again: "Load again",
  attach: "Attach files",
  attachHint: "Or drop files here, or paste a picture into the field.",
  dropHere: "Drop the files: they will be attached to the reply",
  attached: "Attached to the reply",
  uploading: (name: string, percent: number) => `${isolate(name)}: ${percent} % uploaded`,
  percent: (n: number) => `${n} %`,
  storing: "Almost there…",
  ready: "Ready to send",
  cancel: "Cancel",
  cancelNamed: (name: string) => `Cancel the upload of ${isolate(name)}`,
  remove: "Remove",
  removeNamed: (name: string) => `Remove ${isolate(name)}`,
  retry: "Try again",
  retryNamed: (name: string) => `Upload ${isolate(name)} again`,
  tooBig: (limit: string) => `Too big: a file may have at most ${limit}.`,
  empty: "The file is empty.",
  tooManyPixels: "The picture has too many pixels. Make it smaller.",
  tooMany: (max: number) =>
    `A message carries at most ${max} ${plural(max, { one: "file", other: "files" })}. The others were not added.`,
  off: "Files are switched off for this site.",
  wait: "Wait until the files are uploaded, or remove them.",
};
