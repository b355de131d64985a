import type { ComponentChildren } from "preact";
import type { FirstDay } from "../../protocol/api.ts";
import { QUESTIONS, type Step } from "../first-day.ts";
import { t } from "../language.ts";
import { KNOWLEDGE, SETTINGS, TEAM } from "../paths.ts";
import { CopyField } from "./copy-field.tsx";
import { WidgetStep } from "./widget-step.tsx";

type Props = { step: Step; done: boolean; state: FirstDay; admin: boolean; level: 1 | 2 };

export function FirstDayStep({ step, done, state, admin, level }: Props) {
  const { firstDay: words } = t.value;
  const Title = level === 1 ? "h2" : "h3";
  return (
    <li class={done ? "step done" : "step"}>
      <span class="tick" aria-hidden="true">
        {done ? "✓" : ""}
      </span>
      <Title>
        {words.steps[step]} <span class="visually-hidden">({done ? words.done : words.open})</span>
      </Title>
      <div class="step-body">
        <StepBody step={step} done={done} state={state} admin={admin} />
      </div>
    </li>
  );
}

function StepBody({ step, done, state, admin }: Omit<Props, "level">) {
  const { firstDay: words } = t.value;
  switch (step) {
    case "widget":
      return <WidgetStep state={state} admin={admin} />;
    case "knowledge":
      return <KnowledgeStep state={state} done={done} />;
    case "hours":
      return (
        <Step text={words.hoursText} done={done}>
          <a href={`${SETTINGS}#hours`}>{words.hoursLink}</a>
        </Step>
      );
    case "ways":
      return (
        <Step text={words.waysText} done={done}>
          <a href={`${SETTINGS}#ways`}>{words.waysLink}</a>
        </Step>
      );
    case "colleague":
      return (
        <Step text={done ? words.team(state.agents) : words.colleagueText} done={done}>
          <a href={TEAM}>{words.colleagueLink}</a>
        </Step>
      );
    case "questions":
      return (
        <Step text={words.questionsText} done={done}>
          <span>{words.tried(Math.min(state.tried, QUESTIONS), QUESTIONS)}</span>{" "}
          <a href={KNOWLEDGE}>{words.questionsLink}</a>
        </Step>
      );
  }
}

function Step({ text, done, children }: { text: string; done: boolean; children: ComponentChildren }) {
  return (
    <>
      <p class="muted">{text}</p>
      {!done && <p>{children}</p>}
    </>
  );
}

function KnowledgeStep({ state, done }: { state: FirstDay; done: boolean }) {
  const { firstDay: words, languages } = t.value;
  const names: Record<string, string> = languages;
  if (done) {
    const counts = Object.entries(state.knowledge.articles).map(([locale, n]) =>
      words.articles(n, names[locale] ?? locale),
    );
    const { unfilled } = state.knowledge;
    return (
      <p class="muted">
        {words.own(counts.join(", "))} {unfilled > 0 && words.unfilled(unfilled)}
      </p>
    );
  }
  const commands = "npm run kb -- init --preset saas my-faq\nnpm start -- --kb my-faq";
  return (
    <>
      <p class="muted">{words.demo}</p>
      <CopyField id="kb-commands" label={words.commands} rows={2} text={commands} hint={words.presets} />
    </>
  );
}
