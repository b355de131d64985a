import { safeStorage } from "../client/safe-storage.ts";
import { DraftFiles } from "./draft-files.ts";
import { Drafts } from "./drafts.ts";
import { Unsent } from "./unsent.ts";

/** Reading the global itself throws where storage is forbidden. */
function reach(storage: () => Storage): Storage | null {
  try {
    return storage();
  } catch {
    return null;
  }
}

/** Choices that outlive the tab. */
export const settings = safeStorage(reach(() => localStorage));
export const drafts = new Drafts(settings);
export const draftFiles = new DraftFiles(settings);
export const unsent = new Unsent(safeStorage(reach(() => sessionStorage)));
