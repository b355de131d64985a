import type { ComponentChildren } from "preact";
import type { ConversationId, FileRef } from "../../protocol/model.ts";
import { fileKind } from "../file-facts.ts";
import { fileSize } from "../format.ts";
import { dates, t } from "../language.ts";
import { filePath } from "../paths.ts";

type Props = { id: ConversationId; file: FileRef; children?: ComponentChildren };

/** A file that is not shown: what it is, and a way to get it. The server sends it as an attachment, never as a page. */
export function FileCard({ id, file, children }: Props) {
  const { files } = t.value;
  return (
    <div class="file-card">
      <bdi class="file-name" dir="auto">
        {file.name}
      </bdi>
      <span class="muted small">
        {files.kinds[fileKind(file.type)]} · {fileSize(file.size, dates.value)}
      </span>
      {children}
      <a
        class="small"
        href={filePath(id, file.id)}
        download={file.name}
        rel="noopener"
        aria-label={files.downloadNamed(file.name)}
      >
        {files.download}
      </a>
    </div>
  );
}
