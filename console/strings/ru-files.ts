import type { files as filesEn } from "./en-files.ts";
import { isolate } from "./isolate.ts";
import { pluralOf } from "./plural.ts";

const plural = pluralOf("ru");

export const files: typeof filesEn = {
  list: "Файлы",
  kinds: { picture: "Картинка", pdf: "Документ PDF", text: "Текстовый файл" },
  openPicture: (name) => `Картинка ${isolate(name)}, откроется в новой вкладке`,
  download: "Скачать",
  downloadNamed: (name) => `Скачать ${isolate(name)}`,
  notShown: "Картинка не загрузилась. Возможно, её удалили.",
  again: "Загрузить ещё раз",
  attach: "Прикрепить файлы",
  attachHint: "Или перетащите файлы сюда, или вставьте картинку в поле.",
  dropHere: "Отпустите файлы: они прикрепятся к ответу",
  attached: "Прикреплено к ответу",
  uploading: (name, percent) => `${isolate(name)}: загружено ${percent} %`,
  percent: (n) => `${n} %`,
  storing: "Почти готово…",
  ready: "Можно отправлять",
  cancel: "Отменить",
  cancelNamed: (name) => `Отменить загрузку: ${isolate(name)}`,
  remove: "Убрать",
  removeNamed: (name) => `Убрать: ${isolate(name)}`,
  retry: "Повторить",
  retryNamed: (name) => `Загрузить ещё раз: ${isolate(name)}`,
  tooBig: (limit) => `Слишком большой файл: можно не больше ${limit}.`,
  empty: "Файл пустой.",
  tooManyPixels: "В картинке слишком много точек. Уменьшите её.",
  tooMany: (max) =>
    `В одном сообщении не больше ${max} ${plural(max, { one: "файла", other: "файлов" })}. Остальные не добавлены.`,
  off: "Для этого сайта файлы отключены.",
  wait: "Дождитесь загрузки файлов или уберите их.",
};
