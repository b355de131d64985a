import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { FILE_TYPES } from "../../protocol/model.ts";
import { t } from "../language.ts";

type Props = { button: RefObject<HTMLButtonElement | null>; onFiles: (files: File[]) => void };

/** The browser's own chooser; on phones it offers the camera too. */
export function AttachButton({ button, onFiles }: Props) {
  const { files } = t.value;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="button attach"
        ref={button}
        title={files.attachHint}
        onClick={() => input.current?.click()}
      >
        {files.attach}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={FILE_TYPES.join(",")}
        aria-label={files.attach}
        onChange={(event) => {
          const field = event.currentTarget;
          onFiles([...(field.files ?? [])]);
          // The same file may be chosen again after it was removed.
          field.value = "";
        }}
      />
    </>
  );
}
