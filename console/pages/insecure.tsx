import { t } from "../language.ts";
import { Notice } from "../parts/notice.tsx";

/** Instead of the whole console, where the browser gives no secure context. */
export function InsecurePage() {
  const { insecure } = t.value;
  const local = `http://localhost${location.port === "" ? "" : `:${location.port}`}/console`;
  return (
    <Notice title={insecure.title}>
      <p>{insecure.why(location.host)}</p>
      <h2>{insecure.what}</h2>
      <ul>
        <li>{insecure.https}</li>
        <li>
          {insecure.local} <code class="address">{local}</code>
        </li>
      </ul>
    </Notice>
  );
}
