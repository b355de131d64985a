import { desk } from "./console.ts";
import { hosted } from "./hosted.ts";
import type { Walk } from "./walk.ts";
import { widget } from "./widget.ts";

export const WALKS: readonly Walk[] = [widget, hosted, desk];
