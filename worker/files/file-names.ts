import type { Body } from "../../protocol/model.ts";

/** What a message's files are called, in a line; "" without any. Stands where a message without text needs words. */
export function fileNames({ files = [] }: Extract<Body, { kind: "text" }>): string {
  return files.map(({ name }) => name).join(", ");
}
