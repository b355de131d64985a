import { desk } from "./console.ts";
import { hosted } from "./hosted.ts";
import { questions } from "./questions.ts";
import type { Walk } from "./walk.ts";
import { widget } from "./widget.ts";

export const WALKS: readonly Walk[] = [widget, hosted, desk];

/** Many questions are many pictures, and nothing new for axe: their messages and buttons are those of the walks above. */
export const GALLERY_WALKS: readonly Walk[] = [...WALKS, questions];
