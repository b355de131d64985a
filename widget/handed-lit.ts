import type { html as Html, nothing as Nothing, render as Render } from "lit/html.js";
import type * as shapes from "./shapes.ts";
import type { Read } from "./site-api.ts";

/**
 * Lit for what loads later, the shapes made with it, and the way to read. They are handed over once instead of being imported: a module that both
 * the panel and the later file import would be cut out into a third file, one more trip before the first panel can be typed in.
 */
export let html: typeof Html;
export let nothing: typeof Nothing;
export let render: typeof Render;
export let linkButton: typeof shapes.linkButton;
export let actionButton: typeof shapes.actionButton;
export let rowButton: typeof shapes.rowButton;
export let list: typeof shapes.list;
export let pending: typeof shapes.pending;
export let read: Read;
export let readBy: Handed[9];

/** All of it, for what loads later still. */
export let handed: Handed;

/** A tuple, since the names of a record would stand in both files: 0.1 kB. */
export type Handed = typeof shapes.handed;

export function handOver(given: Handed): void {
  handed = given;
  [html, nothing, render, linkButton, actionButton, rowButton, list, pending, read, readBy] = given;
}
