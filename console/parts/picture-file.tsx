import { useEffect, useRef, useState } from "preact/hooks";
import type { ConversationId, FileRef } from "../../protocol/model.ts";
import { thumbnail } from "../file-facts.ts";
import { t } from "../language.ts";
import { filePath } from "../paths.ts";
import { FileCard } from "./file-card.tsx";

/** A picture in the thread, small; a click opens it whole. One that does not come is a card that says so. */
export function PictureFile({ id, file }: { id: ConversationId; file: FileRef }) {
  const { files } = t.value;
  const [broken, setBroken] = useState(false);
  const link = useRef<HTMLAnchorElement>(null);
  /** Loaded again by hand: the button that was pressed goes away. */
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (tries > 0 && !broken) link.current?.focus();
  }, [tries, broken]);
  const size = thumbnail(file);

  if (broken || !size) {
    return (
      <FileCard id={id} file={file}>
        {broken && (
          <>
            <span class="error small">{files.notShown}</span>
            <button
              type="button"
              class="button"
              onClick={() => {
                setTries(tries + 1);
                setBroken(false);
              }}
            >
              {files.again}
            </button>
          </>
        )}
      </FileCard>
    );
  }
  return (
    <a
      ref={link}
      class="picture"
      href={filePath(id, file.id)}
      target="_blank"
      rel="noopener"
      aria-label={files.openPicture(file.name)}
    >
      <img
        src={filePath(id, file.id)}
        alt={file.name}
        {...size}
        loading="lazy"
        decoding="async"
        onError={() => setBroken(true)}
      />
    </a>
  );
}
