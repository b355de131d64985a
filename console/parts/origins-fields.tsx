import { useRef, useState } from "preact/hooks";
import { t } from "../language.ts";
import { originOf } from "../site-form.ts";

type Props = {
  origins: readonly string[];
  configured: readonly string[];
  faulty: boolean;
  onChange: (origins: string[]) => void;
};

/** Where the chat may be used. Those of the server's configuration are shown and can not be removed here. */
export function OriginsFields({ origins, configured, faulty, onChange }: Props) {
  const { settings: words } = t.value;
  const [text, setText] = useState("");
  const [refused, setRefused] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  function add(): void {
    const origin = originOf(text);
    field.current?.focus();
    if (origin === null) return setRefused(true);
    if (!origins.includes(origin) && !configured.includes(origin)) onChange([...origins, origin]);
    setText("");
  }

  return (
    <section aria-labelledby="origins">
      <h2 id="origins">{words.origins}</h2>
      <p class="muted">{words.originsText}</p>
      {configured.length + origins.length === 0 && <p class="muted">{words.noOrigins}</p>}
      <ul class="values">
        {configured.map((origin) => (
          <li key={origin}>
            <bdi>{origin}</bdi> <span class="muted small">{words.fixedOrigin}</span>
          </li>
        ))}
        {origins
          .filter((origin) => !configured.includes(origin))
          .map((origin) => (
            <li key={origin}>
              <bdi>{origin}</bdi>
              <button
                type="button"
                class="button quiet"
                aria-label={words.removeNamed(origin)}
                onClick={() => {
                  onChange(origins.filter((o) => o !== origin));
                  field.current?.focus();
                }}
              >
                {words.remove}
              </button>
            </li>
          ))}
      </ul>
      <div class="field">
        <label for="new-origin">{words.newOrigin}</label>
        <div class="add-row">
          <input
            ref={field}
            id="new-origin"
            // Not `url`: a bare domain is welcome too.
            inputMode="url"
            autocapitalize="off"
            autocomplete="off"
            spellcheck={false}
            aria-invalid={refused || faulty}
            aria-describedby="new-origin-hint"
            value={text}
            onInput={(event) => {
              setText(event.currentTarget.value);
              setRefused(false);
            }}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.isComposing || text === "") return;
              event.preventDefault();
              add();
            }}
          />
          <button type="button" class="button" onClick={add}>
            {words.add}
          </button>
        </div>
        <p id="new-origin-hint" class={refused || faulty ? "error" : "hint"}>
          {refused ? words.notAnOrigin : faulty ? words.faults.origins : words.newOriginHint}
        </p>
      </div>
    </section>
  );
}
