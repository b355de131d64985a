/** Where the client keeps a visitor's conversation; other keys of the widget begin with it. */
export function sessionKey({ server, site }: { server: string; site: string }): string {
  return `deskbell:${server}:${site}`;
}

/** null where the browser forbids it: sandboxed frames and blocked site data throw on the mere access. */
export function pageStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
