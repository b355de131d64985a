import type { Page } from "@playwright/test";

/**
 * A page that can be cut off, as by a tunnel: sockets open now end, and until it is over new ones fail, and so does what would be asked
 * instead (or the client would take the other door).
 */
export async function cuttable(page: Page): Promise<{ cut: () => Promise<void>; mend: () => void }> {
  const open = new Set<{ close: () => Promise<void> }>();
  let down = false;
  await page.route(/\/(events|frames|session)(\?|$)/, (route) => (down ? route.abort() : route.fallback()));
  await page.routeWebSocket(/\/socket$/, (socket) => {
    if (down) {
      void socket.close();
      return;
    }
    socket.connectToServer();
    open.add(socket);
  });
  return {
    cut: async () => {
      down = true;
      await Promise.all([...open].map((socket) => socket.close()));
      open.clear();
    },
    mend: () => {
      down = false;
    },
  };
}
