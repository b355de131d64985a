import { t } from "../language.ts";
import { Notice } from "./notice.tsx";

/** No agent exists and nobody came with the link: say where it is. */
export function SetupNeeded() {
  const { setup } = t.value;
  return (
    <Notice title={setup.needed}>
      <p>{setup.neededText}</p>
      <p class="muted">{setup.neededHint}</p>
    </Notice>
  );
}
