import { useEffect, useState } from "preact/hooks";
import type { Agent } from "../../protocol/model.ts";
import { api, type Trouble } from "../api.ts";
import type { Desk } from "../desk.ts";
import { t } from "../language.ts";
import { Invitation } from "../parts/invitation.tsx";
import { SignedIn } from "../parts/signed-in.tsx";
import { useTitle } from "../parts/use-title.ts";
import { sessionEnded } from "../session.ts";

export function TeamPage() {
  return <SignedIn>{(desk) => <Team desk={desk} />}</SignedIn>;
}

function Team({ desk }: { desk: Desk }) {
  const { team, common, errors } = t.value;
  const [agents, setAgents] = useState<Agent[] | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  useTitle(team.title);

  async function load(): Promise<void> {
    setTrouble(null);
    const answer = await api.agents();
    if (answer.kind === "ok") setAgents(answer.value.agents);
    else if (answer.code === "unauthorized") sessionEnded();
    else setTrouble(answer.code);
  }
  useEffect(() => void load(), []);

  return (
    <main class="page wide" id="main" tabIndex={-1}>
      <h1>{team.title}</h1>
      {trouble && (
        <p class="error" role="alert">
          {errors[trouble]}{" "}
          <button type="button" class="button" onClick={() => void load()}>
            {common.tryAgain}
          </button>
        </p>
      )}
      {!agents && !trouble && <p class="muted">{common.loading}</p>}
      {agents && (
        <ul class="agents">
          {agents.map((agent) => (
            <li key={agent.id}>
              <bdi class="agent-name">{agent.name}</bdi>
              {agent.id === desk.me.id && <span class="muted">({team.you})</span>}
              <span class="muted role">{team.roles[agent.role]}</span>
            </li>
          ))}
        </ul>
      )}
      {desk.me.role === "admin" && <Invitation />}
    </main>
  );
}
