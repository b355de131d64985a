import { useEffect, useRef, useState } from "preact/hooks";
import { SUMMARY_MAX } from "../../protocol/limits.ts";
import { t } from "../language.ts";

type Props = { busy: boolean; onResolve: (summary: string) => void; onCancel: () => void };

/** Resolving, with a line for the visitor if the agent has one. Enter resolves at once. */
export function ResolveForm({ busy, onResolve, onCancel }: Props) {
  const { ticket: words } = t.value;
  const [summary, setSummary] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      class="confirm"
      onSubmit={(event) => {
        event.preventDefault();
        onResolve(summary.trim());
      }}
    >
      <div class="field">
        <label for="summary">{words.summary}</label>
        <input
          ref={field}
          id="summary"
          dir="auto"
          autocomplete="off"
          maxLength={SUMMARY_MAX}
          aria-describedby="summary-hint"
          value={summary}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.stopPropagation();
            onCancel();
          }}
          onInput={(event) => setSummary(event.currentTarget.value)}
        />
        <p id="summary-hint" class="hint">
          {words.summaryHint}
        </p>
      </div>
      <div class="row">
        <button type="submit" class="button primary" disabled={busy}>
          {words.resolve}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
