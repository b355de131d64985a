/*
 * Card numbers are masked before anything is stored, here and at the visitor's. No zod: the widget loads this.
 *
 * A card number is 13 to 19 digits (Arabic ones too) with at most one space, hyphen or dash between two of them, whose check digit
 * holds (Luhn), that do not begin with 0, and that are not all the same. A number behind a plus sign is a telephone number; one behind two capitals, and a
 * bank's four letters, is an IBAN; both stay. What is already masked stays as well.
 */
const ARABIC = "٠-٩۰-۹";
const DIGIT = `[\\d${ARABIC}]`;
const RUN = new RegExp(
  `(\\+|•{4} |(?:^|[^\\w${ARABIC}])[A-Z]{2}(?:\\d\\d ?[A-Z]{4} ?)?)?${DIGIT}(?:[ \\-\xa0\u2010-\u2013\u202f]?${DIGIT}){12,}(?=(.?•{4})?)`,
  "g",
);
/** Of a longer run, as it is when the month and the code stand behind the number: the usual shapes. */
const SHAPE = /\b(?:\d{13,19}|\d{4}(?:\D\d{4}){3}|\d{4}\D\d{6}\D\d{4,5})\b/g;

function masked(run: string): string {
  const digits = run.replace(/\D/g, "");
  let { length } = digits;
  // Half a point is never a multiple of ten.
  let sum = length > 19 ? 0.5 : 0;
  for (const digit of digits) sum += length-- % 2 ? +digit : ((+digit * 2 - 1) % 9) + 1;
  return sum % 10 || /^(0|(.)\2+$)/.test(digits) ? run : `•••• ${digits.slice(-4)}`;
}

/** The text with `•••• 1234` for each card number. Linear in time; shorter or the same; done twice it changes nothing more. */
export function maskCardNumbers(text: string): string {
  return text.replace(RUN, (run: string, before?: string, after?: string) => {
    if (before || after) return run;
    const plain = run.replace(/[٠-۹]/g, (digit) => `${digit.charCodeAt(0) & 15}`);
    const whole = masked(plain);
    const parts = whole === plain ? plain.replace(SHAPE, masked) : whole;
    return parts === plain ? run : parts;
  });
}
