import { join } from "node:path";
import type { Writable } from "node:stream";
import { styleText } from "node:util";
import about from "../../package.json" with { type: "json" };
import { examine, type Finding } from "../doctor/index.ts";

const marks = { good: "✓", odd: "!", bad: "✗" } as const;
const colours = { good: "green", odd: "yellow", bad: "red" } as const;

/** `tandem doctor`: looks at this installation and says in words what is wrong. Ends with 1 when something is. */
export async function doctorCommand(
  out: Writable,
  {
    root = join(import.meta.dirname, "../.."),
    env = process.env,
  }: { root?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<number> {
  const seen: Finding[] = [];
  out.write(`Tandem ${about.version}\n`);
  for await (const { title, findings } of examine({ root, env })) {
    out.write(`\n${title}\n`);
    for (const { mark, says, todo } of findings) {
      out.write(`  ${coloured(mark, out)} ${says}\n`);
      if (todo) out.write(`    ${todo}\n`);
    }
    seen.push(...findings);
  }
  const bad = seen.filter(({ mark }) => mark === "bad").length;
  const odd = seen.filter(({ mark }) => mark === "odd").length;
  const worthALook = odd ? `${odd} ${odd === 1 ? "thing is" : "things are"} worth a look (!)` : "";
  out.write(
    `\n${bad ? `${bad} ${bad === 1 ? "thing is" : "things are"} wrong (✗)` : "Nothing is wrong"}${worthALook && `; ${worthALook}`}.\n`,
  );
  return bad ? 1 : 0;
}

const coloured = (mark: Finding["mark"], out: Writable) =>
  styleText(colours[mark], marks[mark], { stream: out });
