import { useEffect, useRef, useState } from "preact/hooks";
import type { IdentityKeyState } from "../../protocol/api.ts";
import { api, type Trouble } from "../api.ts";
import { t } from "../language.ts";
import { type PemFault, pemFault } from "../public-key.ts";
import { sessionEnded } from "../session.ts";
import { Question } from "./question.tsx";

type Props = { site: string; publicKey: string | null; onSaved: (state: IdentityKeyState) => void };
type Doing = "nothing" | "saving" | "saved" | "asking" | "removing" | "removed";

/** The owner's own key: its public half, which is no secret and is shown. */
export function PublicKey({ site, publicKey, onSaved }: Props) {
  const { privacy, errors } = t.value;
  const [text, setText] = useState(publicKey ?? "");
  const [doing, setDoing] = useState<Doing>("nothing");
  const [fault, setFault] = useState<PemFault | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => setText(publicKey ?? ""), [publicKey]);

  async function put(key: string, done: "saved" | "removed"): Promise<void> {
    setTrouble(null);
    setDoing(done === "saved" ? "saving" : "removing");
    const answer = await api.savePublicKey(site, key);
    if (answer.kind === "ok") {
      onSaved(answer.value);
      return setDoing(done);
    }
    setDoing(done === "saved" ? "nothing" : "asking");
    if (answer.code === "unauthorized") sessionEnded();
    else if (answer.code === "bad_request" || answer.code === "too_big") wrong("other");
    else setTrouble(answer.code);
  }

  function wrong(what: PemFault): void {
    setFault(what);
    field.current?.focus();
  }

  function save(): void {
    const found = pemFault(text);
    if (found) return wrong(found);
    void put(text.trim(), "saved");
  }

  const faults = { private: privacy.publicKeyPrivate, certificate: privacy.publicKeyCertificate };
  const busy = doing === "saving" || doing === "removing";
  return (
    <form
      class="public-key"
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <h3 id="public-key-title">{privacy.publicKeyTitle}</h3>
      <p class="muted">{privacy.publicKeyText}</p>
      <p>{publicKey === null ? privacy.publicKeyNone : privacy.publicKeyThere}</p>
      <div class="field">
        <label for="public-key">{privacy.publicKey}</label>
        <textarea
          ref={field}
          id="public-key"
          class="code"
          rows={5}
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          aria-invalid={fault !== null}
          aria-describedby="public-key-hint"
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setFault(null);
            setTrouble(null);
            setDoing("nothing");
          }}
        />
        <p id="public-key-hint" class={fault ? "error" : "hint"}>
          {fault ? (fault === "other" ? privacy.publicKeyRefused : faults[fault]) : privacy.publicKeyHint}
        </p>
      </div>
      <div class="row">
        <button type="submit" class="button" disabled={busy || text.trim() === (publicKey ?? "").trim()}>
          {doing === "saving" ? privacy.publicKeySaving : privacy.publicKeySave}
        </button>
        {publicKey !== null && (
          <button type="button" class="button danger" aria-haspopup="dialog" onClick={() => setDoing("asking")}>
            {privacy.publicKeyRemove}
          </button>
        )}
        <output class="muted">
          {doing === "saved" && privacy.publicKeySaved}
          {doing === "removed" && privacy.publicKeyRemoved}
        </output>
      </div>
      {trouble && doing === "nothing" && (
        <p class="error" role="alert">
          {errors[trouble]}
        </p>
      )}
      {(doing === "asking" || doing === "removing") && (
        <Question
          title={privacy.removeTitle}
          trouble={trouble}
          busy={busy}
          yes={privacy.publicKeyRemove}
          onYes={() => void put("", "removed")}
          onClose={() => setDoing("nothing")}
        >
          <p>{privacy.removeText}</p>
        </Question>
      )}
    </form>
  );
}
