import { AppError } from "../app-error.ts";

/** An object that has too much to do is left alone for longer than one that is only moving house. */
const OVERLOADED_RETRY_MS = 5_000;
const RETRYABLE_RETRY_MS = 1_000;

/**
 * What a peer is told of an error that a route threw: its own words; 503 with a time to come back where the platform says that
 * the object cannot answer now (`overloaded`, or `retryable`: it was cut off or is being moved); else nothing but `internal`.
 */
export function appErrorOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { overloaded, retryable } = (error ?? {}) as { overloaded?: unknown; retryable?: unknown };
  if (overloaded === true) return new AppError("unavailable", { retryAfterMs: OVERLOADED_RETRY_MS });
  if (retryable === true) return new AppError("unavailable", { retryAfterMs: RETRYABLE_RETRY_MS });
  return new AppError("internal");
}
