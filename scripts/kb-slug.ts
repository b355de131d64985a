/** Russian letters as they are written in addresses. */
const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  "а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:ts ч:ch ш:sh щ:sch ъ: ы:y ь: э:e ю:yu я:ya"
    .split(" ")
    .map((pair) => pair.split(":")),
);

const SLUG_MAX = 80;

/** Name of a file or folder made of any text, in a-z, 0-9 and -; "" when nothing is left. */
export function slugOf(text: string): string {
  return [...text.toLowerCase().normalize("NFC")]
    .map((letter) => LATIN[letter] ?? letter)
    .join("")
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, SLUG_MAX)
    .replace(/^-+|-+$/g, "");
}
