import type { ComponentChildren, RefObject } from "preact";
import { MESSAGE_MAX_CODE_POINTS } from "../../protocol/limits.ts";
import type { Trouble } from "../api.ts";
import type { DraftKind } from "../drafts.ts";
import { t } from "../language.ts";

type Props = {
  kind: DraftKind;
  text: string;
  saving: boolean;
  trouble: Trouble | null;
  field: RefObject<HTMLTextAreaElement | null>;
  onText: (text: string) => void;
  onSend: () => void;
  /** Why it cannot be sent yet. */
  waitFor: string | null;
  /** Files that are pasted; null: pasting is for text only. */
  onFiles: ((files: File[]) => void) | null;
  /** Beside the button that sends. */
  attach: ComponentChildren;
  /** Between the field and its buttons. */
  children: ComponentChildren;
};

/** The room that is left is said from here on; before, it would only distract. */
const SAY_LEFT = 200;
export const SEND_KEY = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘+Enter" : "Ctrl+Enter";

export function WriteField(props: Props) {
  const { kind, text, saving, trouble, field, onText, onSend, waitFor, onFiles, attach, children } = props;
  const { composer, errors } = t.value;
  const left = MESSAGE_MAX_CODE_POINTS - [...text.trim()].length;
  const limit = left < 0 ? composer.tooLong(-left) : left <= SAY_LEFT ? composer.left(left) : "";

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape" && !event.isComposing) {
      // Out of the field, to where single keys work; what is written stays.
      event.preventDefault();
      return document.querySelector<HTMLElement>("[role=log]")?.focus();
    }
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    onSend();
  }

  function onPaste(event: ClipboardEvent): void {
    const { clipboardData } = event;
    const files = [...(clipboardData?.files ?? [])];
    // Office programs put a picture of the text beside the text: the text is meant.
    if (!onFiles || files.length === 0 || clipboardData?.types.includes("text/plain")) return;
    event.preventDefault();
    onFiles(files);
  }

  return (
    <form
      class="write"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <textarea
        ref={field}
        rows={3}
        dir="auto"
        aria-label={kind === "reply" ? composer.replyLabel : composer.noteLabel}
        aria-describedby="write-limit write-error"
        aria-invalid={trouble !== null || left < 0}
        placeholder={kind === "reply" ? composer.replyLabel : composer.noteLabel}
        readOnly={saving}
        value={text}
        onInput={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      {children}
      <div class="write-foot">
        <span id="write-limit" class={left < 0 ? "error" : "muted"}>
          {limit}
        </span>
        <span id="write-error" class="error" role="alert">
          {trouble && errors[trouble]}
        </span>
        {attach}
        {waitFor !== null && (
          <span id="write-wait" class="muted small write-wait">
            {waitFor}
          </span>
        )}
        <span class="muted send-key">{composer.sendKey(SEND_KEY)}</span>
        <button
          type="submit"
          class="button primary"
          disabled={saving || waitFor !== null}
          aria-describedby={waitFor === null ? undefined : "write-wait"}
        >
          {saving ? composer.saving : kind === "reply" ? composer.send : composer.save}
        </button>
      </div>
    </form>
  );
}
