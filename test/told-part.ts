/** Papers of which one part is told by the code: it stands between two marks, and a test holds it to what the code tells. */
import { readFile, writeFile } from "node:fs/promises";

/** The paper with this part in its place, between `<!-- name -->` and `<!-- end of name -->`. */
export function withPart(text: string, name: string, part: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`the paper has no place for the ${name}`);
  return `${before}${begin}\n\n${part}\n\n${end}${after}`;
}

/** Prints a part, and with `--write` puts it into its paper. */
export async function printPart(paper: string, name: string, part: string): Promise<void> {
  process.stdout.write(`${part}\n`);
  if (process.argv.includes("--write"))
    await writeFile(paper, withPart(await readFile(paper, "utf8"), name, part));
}
