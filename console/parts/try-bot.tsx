import { useRef, useState } from "preact/hooks";
import type { AskResponse } from "../../protocol/api.ts";
import { LOCALES, type Locale } from "../../protocol/model.ts";
import { api, type Trouble } from "../api.ts";
import { loadFirstDay } from "../first-day-store.ts";
import { locale as ownLocale, t } from "../language.ts";
import { sessionEnded } from "../session.ts";
import { BotAnswer } from "./bot-answer.tsx";

/** Asks the bot as a visitor would. */
export function TryBot({ site, admin }: { site: string; admin: boolean }) {
  const { knowledge, languages, errors } = t.value;
  const [text, setText] = useState("");
  const [locale, setLocale] = useState<Locale>(ownLocale.value);
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<{ question: string; locale: Locale; value: AskResponse } | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const field = useRef<HTMLInputElement>(null);

  async function ask(): Promise<void> {
    const question = text.trim();
    field.current?.focus();
    if (busy) return;
    if (question === "") return setTrouble("empty");
    setBusy(true);
    setTrouble(null);
    const result = await api.ask(site, { locale, text: question });
    setBusy(false);
    if (result.kind === "ok") {
      setAnswer({ question, locale, value: result.value });
      field.current?.select();
      if (admin) void loadFirstDay();
    } else if (result.code === "unauthorized") sessionEnded();
    else setTrouble(result.code);
  }

  return (
    <section aria-labelledby="try" class="try">
      <h2 id="try">{knowledge.try}</h2>
      <p class="muted">{knowledge.tryText}</p>
      <form
        class="ask"
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <div class="field question">
          <label for="question">{knowledge.question}</label>
          <input
            ref={field}
            id="question"
            dir="auto"
            lang={locale}
            autocomplete="off"
            maxLength={1_000}
            value={text}
            onInput={(event) => {
              setText(event.currentTarget.value);
              setTrouble(null);
            }}
          />
        </div>
        <div class="field">
          <label for="question-language">{knowledge.questionLanguage}</label>
          <select
            id="question-language"
            value={locale}
            onChange={(event) => setLocale(LOCALES.find((l) => l === event.currentTarget.value) ?? "en")}
          >
            {LOCALES.map((l) => (
              <option key={l} value={l}>
                {languages[l]}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" class="button primary" disabled={busy}>
          {busy ? knowledge.asking : knowledge.ask}
        </button>
      </form>
      {trouble && (
        <p class="error" role="alert">
          {trouble === "empty" ? errors.empty : `${knowledge.failed} ${errors[trouble]}`}
        </p>
      )}
      <div aria-live="polite">{answer && <BotAnswer {...answer} />}</div>
    </section>
  );
}
