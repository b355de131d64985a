import { loadFirstDay } from "../first-day-store.ts";
import { t } from "../language.ts";
import { chooseSite, siteName, sites } from "../site.ts";

/** Which site is looked at; nothing where there is only one. */
export function SitePicker() {
  const { settings } = t.value;
  if (sites.value.length < 2) return null;
  return (
    <label class="site-picker">
      {settings.site}
      <select
        value={siteName.value}
        onChange={(event) => {
          chooseSite(event.currentTarget.value);
          void loadFirstDay();
        }}
      >
        {sites.value.map((id) => (
          <option key={id} value={id}>
            {id}
          </option>
        ))}
      </select>
    </label>
  );
}
