import { safeStorage } from "../client/safe-storage.ts";
import { Drafts } from "./drafts.ts";

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
export const drafts = new Drafts(safeStorage(reach(() => sessionStorage)));
