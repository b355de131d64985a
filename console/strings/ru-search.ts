import type { search as searchEn } from "./en-search.ts";

export const search: typeof searchEn = {
  label: "Поиск обращений",
  placeholder: "Поиск: слова или номер",
  clear: "Очистить поиск",
  results: "Найденные обращения",
  searching: "Ищем…",
  found: (n, more) => (more ? `Показаны лучшие: ${n}` : `Найдено: ${n}`),
  none: (query) => `По запросу «${query}» ничего не нашлось.`,
  noneHint: "Попробуйте меньше слов, другие слова или номер. То, что бот решил сам, обращением не становится.",
  offline: "Нет связи. Поиск продолжится, как только она вернётся.",
  failed: "Поиск не удался.",
};
