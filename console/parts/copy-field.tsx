import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../language.ts";

type Props = { id: string; label: string; text: string; rows?: number; hint?: string; focused?: boolean };

/**
 * Something to take away: selected by a click, copied by a button where the browser lets us.
 *
 * @param focused takes the focus when it appears and when there is another text in it
 */
export function CopyField({ id, label, text, rows = 1, hint, focused = false }: Props) {
  const { common } = t.value;
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    setCopied(false);
    if (focused) field.current?.focus();
  }, [text, focused]);

  async function copy(): Promise<void> {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // The browser or its owner forbids it: the text is selected, Ctrl+C does the rest.
    }
  }

  return (
    <div class="field copy-field">
      <label for={id}>{label}</label>
      <div class="copy-row">
        <textarea
          ref={field}
          id={id}
          rows={rows}
          readOnly
          spellcheck={false}
          value={text}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" class="button" onClick={() => void copy()}>
          {common.copy}
          <span class="visually-hidden">: {label}</span>
        </button>
      </div>
      {hint !== undefined && <p class="hint">{hint}</p>}
      <output class="hint">{copied && common.copied}</output>
    </div>
  );
}
