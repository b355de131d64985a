import { useRef } from "preact/hooks";
import { TICKET_SEARCH_MAX } from "../../protocol/limits.ts";
import { t } from "../language.ts";
import { useShortcuts } from "./use-shortcuts.ts";

type Props = {
  text: string;
  setText: (text: string) => void;
  /** At once, without the rest after a key. */
  onEnter: () => void;
  /** To the first row of what was found. */
  onDown: () => void;
};

/** `/` leads here; Escape clears it, and leaves it when it is empty. */
export function SearchField({ text, setText, onEnter, onDown }: Props) {
  const { search: words } = t.value;
  const field = useRef<HTMLInputElement>(null);
  useShortcuts({ search: toField });

  function toField(): void {
    field.current?.focus();
    field.current?.select();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Enter") onEnter();
    else if (event.key === "Escape" && text !== "") setText("");
    else if (event.key === "Escape") field.current?.blur();
    else if (event.key === "ArrowDown") onDown();
    else return;
    event.preventDefault();
  }

  return (
    <search class="search">
      <input
        ref={field}
        type="search"
        aria-label={words.label}
        aria-keyshortcuts="/"
        placeholder={words.placeholder}
        maxLength={TICKET_SEARCH_MAX}
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {text !== "" && (
        <button
          type="button"
          class="button quiet clear"
          aria-label={words.clear}
          onClick={() => {
            setText("");
            field.current?.focus();
          }}
        >
          ×
        </button>
      )}
    </search>
  );
}
