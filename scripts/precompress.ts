import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { PUBLIC } from "./paths.ts";

const compress = promisify(brotliCompress);
/** What browsers load of the server's own files. */
const FOLDERS = ["widget", "hosted", "console/assets"];

/**
 * Puts `<file>.br` beside every built text file. Raw workerd compresses nothing by itself (Cloudflare does), and a launcher of 1.5 kB
 * should be that on the wire of one's own server, too: worker/routes/files.ts serves these.
 */
export async function precompress(): Promise<void> {
  const files = await Promise.all(
    FOLDERS.map(async (folder) =>
      (await readdir(join(PUBLIC, folder), { recursive: true })).map((file) => join(PUBLIC, folder, file)),
    ),
  );
  const texts = files.flat().filter((file) => /\.(js|css|svg|txt)$/.test(file));
  await Promise.all(
    texts.map(async (file) => {
      const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
      await writeFile(`${file}.br`, await compress(await readFile(file), { params }));
    }),
  );
}
