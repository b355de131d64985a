import type { Progress } from "../worker/kb/source/build-file.ts";

/** Fewer are built before anybody wonders. */
const SHOWN_FROM = 1_000;

const STEPS = { articles: "reading words", index: "making the index", model: "learning" } as const;

/**
 * How far a build is, on stderr: one line that is written over in a terminal, a line for each step elsewhere. Nothing for small knowledge
 * bases.
 */
export function buildProgress(out: Pick<NodeJS.WriteStream, "isTTY" | "write"> = process.stderr): Progress {
  let before = "";
  return ({ site, locale, step, done, of }) => {
    if (of < SHOWN_FROM) return;
    const name = `${site}/${locale}: ${STEPS[step]}`;
    if (out.isTTY) out.write(`\r${name} ${done} of ${of}\u001b[K${done >= of ? "\n" : ""}`);
    else if (name !== before) out.write(`${name} …\n`);
    before = name;
  };
}
