/**
 * The on-screen keyboard covers fixed boxes instead of shrinking them, so the full-screen panel is told what is left. Written
 * through CSSOM, which a policy against inline styles allows. Stops with `until`.
 */
export function followKeyboard({ style }: HTMLElement, until: AbortController): void {
  const viewport = window.visualViewport;
  const fit = (): void => {
    if (!viewport) return;
    // Zoomed in with two fingers: the visible part is a piece of the panel, not its size.
    const whole = viewport.scale < 1.01;
    style.setProperty("--_h", whole ? `${viewport.height}px` : null);
    style.setProperty("--_t", whole ? `${viewport.offsetTop}px` : null);
  };
  fit();
  // The controller serves as the options: all that is read of it is its signal.
  for (const type of ["resize", "scroll"]) viewport?.addEventListener(type, fit, until);
}
