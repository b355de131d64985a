/** null where the browser forbids it: sandboxed frames and blocked site data throw on the mere access. */
export function pageStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
