/** Words of attached files: they come with the file that shows those. */
export const enAttach = {
  chooseFiles: "Photos and files",
  addDetails: "Technical details",
  removeFile: (name: string): string => `Remove ${name}`,
  filesLost: "Not sent yet. When the page is closed, the files are gone.",
  filesWait: "No connection. It will be sent as soon as there is one.",
  filesBusy:
    "The files have to wait. Keep this page open and they will be sent, or remove them to send your message now.",
  tooLarge: (limit: string): string => `Too large: at most ${limit} and 50 megapixels.`,
  wrongKind: "Only pictures, PDF and plain text can be attached.",
  notAttached: "This could not be attached.",
  isEmpty: "The file is empty.",
  isFull: "This conversation can hold no more files.",
  tooManyFiles: "At most 10 files with one message.",
  openPicture: (name: string): string => `Picture ${name}, show it large`,
  downloadFile: "Download",
};

export type AttachStrings = typeof enAttach;
