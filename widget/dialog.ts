/** Opens the panel's dialog with the focus in its field. Returns what has to be called when it closes. */
export function openDialog(dialog: HTMLDialogElement): () => void {
  if (!matchMedia("(max-width:480px)").matches) {
    dialog.show();
    return () => {};
  }
  // Nothing but the panel is seen there, so the page behind must be out of reach.
  dialog.showModal();
  const following = import("./keyboard.ts").then(({ followKeyboard }) => followKeyboard(dialog));
  return () => {
    following.then(
      (stop) => stop(),
      () => {},
    );
  };
}
