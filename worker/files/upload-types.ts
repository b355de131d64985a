import type { FileRef, SiteId } from "../../protocol/model.ts";
import type { TokenHolder } from "../conversation/admission.ts";

/* What routes and conversations say to each other about files. */

/** Who has uploaded it, and whose messages may name it. */
export type Side = "visitor" | "agent";

/** `siteId`, `holder`: of the visitor's token; null: an agent's, whose conversation says of which site it is. */
export type Upload = {
  file: FileRef;
  siteId: SiteId | null;
  holder: TokenHolder | null;
  /** In the bucket: `key`, and the bytes come after this. */
  where: { bytes: Uint8Array } | { key: string };
};
export type UploadResult = "kept" | "not_found" | "unauthorized" | "forbidden" | "too_many" | "quota_exceeded";

/** Of a file in the bucket, where it lies. */
export type OpenedFile = { file: FileRef; bytes: Uint8Array } | { file: FileRef; key: string };
