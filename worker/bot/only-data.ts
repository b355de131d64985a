import { words } from "../kb/analysis.ts";
import { vocabulary } from "./vocabulary.ts";

/** A message that is nothing but a number to look something up by, or a way to reach somebody. */
export type Datum = "number" | "email" | "phone";

/** What people write beside it: "my order number is 4711". */
const LABELS =
  vocabulary(`my the is it s here order number no nr id invoice ticket booking e mail email address phone telephone mobile hi hello
  мой моя мое вот это заказ заказа номер заявка заявки обращение обращения счет счета бронь почта адрес емейл имейл мейл телефон тел мобильный
  здравствуйте добрый день привет mein meine nummer bestellung bestellnummer auftrag auftragsnummer rechnung rechnungsnummer kundennummer ist das
  lautet telefonnummer handy adresse hallo mi numero pedido factura es el la de correo telefono movil hola رقم طلبي الطلب هو بريدي هاتفي جوالي الفاتورة`);

const LENGTH_MAX = 200;
const EMAIL = /^[^\s@]{1,64}@[^\s@]+\.[^\s@.]{2,}$/;
/** Digits with the signs that phone numbers are written with. */
const PHONE = /^\+?[\d\s().-]{7,24}$/;
const NUMBER = /^(?:[#№]|n[o°]\.?)?\s*[\p{L}\d][\p{L}\d/_.-]{0,39}$/iu;
const PHONE_DIGITS_MIN = 10;
/** Without a label, fewer digits may be a year or an error code. */
const DIGITS_MIN = 4;
const LETTERS_MAX = 6;
const LONG_NUMBER = 6;

const digits = (text: string): number => text.replace(/\D/g, "").length;

/**
 * `knows`: whether some article has this word. An error code that the knowledge base explains is a question, not data.
 */
export function onlyData(text: string, knows: (stem: string) => boolean): Datum | null {
  if (text.length > LENGTH_MAX || !/\d|@/.test(text)) return null;
  const pieces = text.trim().split(/\s+/);
  const isLabel = (piece: string) => !/\d|@/.test(piece) && words(piece, "en", 4).every(({ stem }) => LABELS.has(stem));
  const data = pieces
    .filter((piece) => !isLabel(piece))
    .map((piece) => piece.replace(/^[("'<«]+|[)"'>»,;:!?.]+$/g, ""));
  const said = data.join(" ");
  if (data.length === 1 && EMAIL.test(said)) return "email";
  const count = digits(said);
  if (
    PHONE.test(said) &&
    count >= PHONE_DIGITS_MIN &&
    count <= 15 &&
    (said.startsWith("+") || /[78\s()-]/.test(said[0] ?? "") || data.length > 1)
  )
    return "phone";
  const labelled = pieces.some((piece) => /^[#№]/.test(piece)) || data.length < pieces.length;
  if (data.length !== 1 || !NUMBER.test(said) || count < (labelled ? 1 : DIGITS_MIN)) return null;
  if ((said.match(/\p{L}/gu)?.length ?? 0) > LETTERS_MAX) return null;
  // A long number is nobody's error code, though an article may show one as an example.
  const mayBeCode = /\p{L}/u.test(said) || count < LONG_NUMBER;
  return mayBeCode && words(said, "en", 8).some(({ stem }) => /\d/.test(stem) && knows(stem)) ? null : "number";
}
