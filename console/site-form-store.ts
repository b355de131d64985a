import { computed, signal } from "@preact/signals";
import type { SettingsResponse } from "../protocol/api.ts";
import type { SiteSettings } from "../protocol/settings.ts";
import { formOf, isDirty, type SiteForm } from "./site-form.ts";

/** What is typed into settings, by site as asked for. It outlives the page: who goes to the inbox and back finds it. */
const forms = signal<ReadonlyMap<string, SiteForm>>(new Map());

export const unsavedSites = computed(() => [...forms.value.values()].some(isDirty));

export function siteForm(site: string): SiteForm | null {
  return forms.value.get(site) ?? null;
}

export function setSiteForm(site: string, form: SiteForm): void {
  forms.value = new Map(forms.value).set(site, form);
}

export function type(site: string, change: Partial<SiteSettings>): void {
  const form = forms.value.get(site);
  if (form) setSiteForm(site, { ...form, typed: { ...form.typed, ...change } });
}

/** A fresh answer of the server. What is typed and not saved stays, and is judged at saving by its own version. */
export function siteLoaded(site: string, answer: SettingsResponse): void {
  const form = forms.value.get(site);
  if (!form || !isDirty(form)) setSiteForm(site, formOf(answer));
}

export function forgetSiteForms(): void {
  forms.value = new Map();
}
