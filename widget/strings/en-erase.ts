/** Words about the deletion of one's data, beside the file that does it. */
export const enErase = {
  eraseTitle: "Delete my data?",
  eraseWhat: (count: number): string =>
    `This deletes your conversations with us (${count}), here and on our server: messages, files and contact details. It cannot be undone.`,
  eraseThis: "Delete",
  keepThis: "Keep",
  isErasing: "Deleting…",
  isErased: "Your data has been deleted.",
  /** In this order, with bars between. */
  receiptNames: "Time|Conversations|Messages|Files|Requests",
  copyReceipt: "Copy",
  receiptCopied: "Copied",
  /** It had no right to them on the server any more. */
  erasedHere: (count: number): string => `Deleted only in this browser: ${count}.`,
  notErased: (count: number): string => `Not deleted yet: ${count}.`,
};

export type EraseStrings = typeof enErase;
