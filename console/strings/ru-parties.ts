import type { parties as partiesEn } from "./en-parties.ts";
import { isolate } from "./isolate.ts";

export const parties: typeof partiesEn = {
  visitorTypes: "Посетитель печатает…",
  agentTypes: (name) => `${isolate(name)} печатает…`,
  alsoHere: (names) => `Здесь также: ${names}`,
  sent: "Отправлено",
  seen: "Прочитано",
};
