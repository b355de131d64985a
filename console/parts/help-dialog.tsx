import { useState } from "preact/hooks";
import { SHORTCUTS } from "../keyboard.ts";
import { locale, t } from "../language.ts";
import { helpCentre } from "../paths.ts";
import { setSingleKeys, singleKeys } from "../shortcuts.ts";
import { Dialog } from "./dialog.tsx";
import { useShortcuts } from "./use-shortcuts.ts";
import { SEND_KEY } from "./write-field.tsx";

/** `?`: the way to the help centre, and the keys. */
export function HelpButton() {
  const { help } = t.value;
  const [open, setOpen] = useState(false);
  useShortcuts({ help: () => setOpen(true) });
  return (
    <>
      <button
        type="button"
        class="button quiet help-button"
        aria-label={help.open}
        aria-haspopup="dialog"
        title={help.open}
        onClick={() => setOpen(true)}
      >
        ?
      </button>
      {open && <HelpDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function HelpDialog({ onClose }: { onClose: () => void }) {
  const { help } = t.value;
  return (
    <Dialog title={help.title} onClose={onClose}>
      <p>
        <a href={helpCentre(locale.value)} target="_blank" rel="noopener">
          {help.centre}
        </a>
        <span class="hint block">{help.centreText}</span>
      </p>
      <h3>{help.single}</h3>
      <label class="check">
        <input
          type="checkbox"
          checked={singleKeys.value}
          aria-describedby="single-hint"
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        />
        {help.singleOn}
      </label>
      <p id="single-hint" class="hint">
        {help.singleHint}
      </p>
      <dl class={singleKeys.value ? "keys" : "keys off"}>
        {SHORTCUTS.map(({ shortcut, key }) => (
          <Key key={shortcut} name={key.toUpperCase()} does={help.does[shortcut]} />
        ))}
      </dl>
      <h3>{help.always}</h3>
      <dl class="keys">
        <Key name="↑ ↓" does={help.arrows} />
        <Key name="Enter" does={help.enter} />
        <Key name={SEND_KEY} does={help.send} />
        <Key name="Esc" does={help.escape} />
      </dl>
    </Dialog>
  );
}

function Key({ name, does }: { name: string; does: string }) {
  return (
    <div>
      <dt>
        <kbd>{name}</kbd>
      </dt>
      <dd>{does}</dd>
    </div>
  );
}
