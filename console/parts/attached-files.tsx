import type { ConversationId, FileRef } from "../../protocol/model.ts";
import { fileKind } from "../file-facts.ts";
import { t } from "../language.ts";
import { FileCard } from "./file-card.tsx";
import { PictureFile } from "./picture-file.tsx";

/** The files of one message. Their names are text from outside. */
export function AttachedFiles({ id, files }: { id: ConversationId; files: readonly FileRef[] | undefined }) {
  if (!files?.length) return null;
  return (
    <ul class="files" aria-label={t.value.files.list}>
      {files.map((file) => (
        <li key={file.id}>
          {fileKind(file.type) === "picture" ? <PictureFile id={id} file={file} /> : <FileCard id={id} file={file} />}
        </li>
      ))}
    </ul>
  );
}
