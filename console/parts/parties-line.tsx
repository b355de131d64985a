import type { Snapshot } from "../../client/types.ts";
import type { AgentId } from "../../protocol/model.ts";
import { t } from "../language.ts";
import { partiesOf } from "../parties.ts";
import { isolate } from "../strings/isolate.ts";

/**
 * Who else is here and who writes, between the thread and the field. The line keeps its height when nobody is. Typing is not
 * announced, it comes and goes too often; a colleague's coming is, politely.
 */
export function PartiesLine({ snapshot, me }: { snapshot: Snapshot; me: AgentId }) {
  const { parties } = t.value;
  const { typing, alsoHere } = partiesOf(snapshot, me);
  const names = alsoHere.map(({ name }) => isolate(name)).join(", ");
  return (
    <div class="parties">
      <span class="typing">
        {typing?.kind === "visitor" && parties.visitorTypes}
        {typing?.kind === "agent" && parties.agentTypes(typing.name)}
      </span>
      <output class="also-here" title={names}>
        {names !== "" && parties.alsoHere(names)}
      </output>
    </div>
  );
}
