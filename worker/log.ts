import { maskCardNumbers } from "../protocol/card-numbers.ts";
import type { ErrorCode } from "../protocol/errors.ts";

/** The only fields that may leave in a log line: no texts, names, addresses, tokens or URLs of anybody. */
type LogFields = {
  code?: ErrorCode;
  conversationId?: string;
  site?: string;
  locale?: string;
  method?: string;
  route?: string;
  status?: number;
  attempt?: number;
  count?: number;
  /** An error's own words. Ours and the platform's only; JSON encodes line breaks and escapes. */
  error?: string;
};

/** One JSON line. Errors go to stderr, where an operator's supervisor looks for them. */
export function log(level: "info" | "error", event: string, fields: LogFields = {}): void {
  const line = JSON.stringify({ level, event, ...fields });
  if (level === "error") console.error(line);
  else console.log(line);
}

export function errorText(error: unknown): string {
  return error instanceof Error ? maskCardNumbers(`${error.name}: ${error.message}`.slice(0, 300)) : "unknown error";
}
