import type { Page } from "@playwright/test";

/** Sockets of a page that can be cut, as a train does in a tunnel: those open now end, and new ones fail until it is over. */
export async function cuttable(page: Page): Promise<{ cut: () => Promise<void>; mend: () => void }> {
  const open = new Set<{ close: () => Promise<void> }>();
  let down = false;
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
