/**
 * The on-screen keyboard covers fixed boxes instead of shrinking them, so the full-screen panel is told what is left. Written
 * through CSSOM, which a policy against inline styles allows. Returns the way to stop.
 */
export function followKeyboard(dialog: HTMLElement): () => void {
  const viewport = window.visualViewport;
  if (!viewport) return () => {};
  const fit = (): void => {
    // Zoomed in with two fingers: the visible part is a piece of the panel, not its size.
    const whole = viewport.scale < 1.01;
    dialog.style.setProperty("--_h", whole ? `${viewport.height}px` : null);
    dialog.style.setProperty("--_t", whole ? `${viewport.offsetTop}px` : null);
  };
  fit();
  viewport.addEventListener("resize", fit);
  viewport.addEventListener("scroll", fit);
  return () => {
    viewport.removeEventListener("resize", fit);
    viewport.removeEventListener("scroll", fit);
  };
}
