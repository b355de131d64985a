import { useRef } from "preact/hooks";
import type { ConversationId } from "../../protocol/model.ts";
import type { Trouble } from "../api.ts";
import { fileKind, thumbnail } from "../file-facts.ts";
import { fileSize } from "../format.ts";
import { dates, t } from "../language.ts";
import { filePath } from "../paths.ts";
import { isUploading, type UploadItem, type UploadState } from "../uploads.ts";

type Props = {
  id: ConversationId;
  items: readonly UploadItem[];
  /** Bytes of one file at most. */
  maxBytes: number;
  onRetry: (key: string) => void;
  onRemove: (key: string) => void;
};

/** What will go with the reply, and how far it is. */
export function UploadList({ id, items, maxBytes, onRetry, onRemove }: Props) {
  const { files } = t.value;
  const box = useRef<HTMLUListElement>(null);
  const done = items.length > 0 && !isUploading(items) && items.some((item) => item.state.kind === "stored");
  return (
    <>
      <ul class="uploads" ref={box} aria-label={files.attached} hidden={items.length === 0}>
        {items.map(({ key, name, type, size, state }) => (
          <li key={key} class={`upload ${state.kind}`}>
            <Preview id={id} state={state} />
            <span class="upload-facts">
              <bdi class="file-name" dir="auto">
                {name}
              </bdi>
              <span class="muted small">
                {state.kind === "failed" && state.code === "unsupported_file"
                  ? ""
                  : `${files.kinds[fileKind(type)]} · `}
                {fileSize(size, dates.value)}
              </span>
              {state.kind === "uploading" && <Progress name={name} share={state.share} />}
              {state.kind === "failed" && (
                <span class="error small" role="alert">
                  {reason(state.code, size, maxBytes)}
                </span>
              )}
            </span>
            {state.kind === "failed" && state.again && (
              <button type="button" class="button" aria-label={files.retryNamed(name)} onClick={() => onRetry(key)}>
                {files.retry}
              </button>
            )}
            <button
              type="button"
              class="button quiet"
              aria-label={state.kind === "uploading" ? files.cancelNamed(name) : files.removeNamed(name)}
              onClick={() => onRemove(key)}
            >
              {state.kind === "uploading" ? files.cancel : files.remove}
            </button>
          </li>
        ))}
      </ul>
      <output class="visually-hidden">{done && files.ready}</output>
    </>
  );
}

/** The stored file itself: the console's policy allows no pictures from memory. */
function Preview({ id, state }: { id: ConversationId; state: UploadState }) {
  const size = state.kind === "stored" ? thumbnail(state.ref) : null;
  if (state.kind !== "stored" || !size) return null;
  return <img class="upload-preview" src={filePath(id, state.ref.id)} alt="" width={40} height={40} />;
}

function Progress({ name, share }: { name: string; share: number }) {
  const { files } = t.value;
  const percent = Math.floor(share * 100);
  return (
    <span class="progress">
      <progress value={share} max={1} aria-label={files.uploading(name, percent)} />
      <span class="muted small" aria-hidden="true">
        {share < 1 ? files.percent(percent) : files.storing}
      </span>
    </span>
  );
}

function reason(code: Trouble, size: number, maxBytes: number): string {
  const { files, errors } = t.value;
  if (code === "empty") return files.empty;
  if (code === "forbidden") return files.off;
  if (code !== "too_big") return errors[code];
  // Within the limit and too big all the same: it is the picture's pixels.
  return size > maxBytes ? files.tooBig(fileSize(maxBytes, dates.value)) : files.tooManyPixels;
}
