/** Words of what few want of attached files. */
export const enAttachMore = {
  detailsShown: "Exactly this text will be attached. Change it as you like.",
  attachThis: "Attach",
  cancelThis: "Cancel",
  /** In this order, with bars between. */
  detailNames: "Browser|System|Screen|Window|Languages|Time zone|Page|Chat|Connection|Errors",
};

export type AttachMoreStrings = typeof enAttachMore;
