import type { RefObject } from "preact";
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
};

/** The room that is left is said from here on; before, it would only distract. */
const SAY_LEFT = 200;
export const SEND_KEY = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘+Enter" : "Ctrl+Enter";

export function WriteField({ kind, text, saving, trouble, field, onText, onSend }: Props) {
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
      />
      <div class="write-foot">
        <span id="write-limit" class={left < 0 ? "error" : "muted"}>
          {limit}
        </span>
        <span id="write-error" class="error" role="alert">
          {trouble && errors[trouble]}
        </span>
        <span class="muted send-key">{composer.sendKey(SEND_KEY)}</span>
        <button type="submit" class="button primary" disabled={saving}>
          {saving ? composer.saving : kind === "reply" ? composer.send : composer.save}
        </button>
      </div>
    </form>
  );
}
