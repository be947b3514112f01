import { z } from "zod";
import { whichLanguage } from "../language/index.ts";
import { eachJsonLine, type Streams } from "./json-lines.ts";

const Given = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });

/** `tandem lang FILE.jsonl`: `{"id","text"}` a line in, `{"id","language","p"}` a line out, in the same order. */
export async function langCommand(files: string[], streams: Streams): Promise<number> {
  const [file, ...more] = files;
  if (!file || more.length) {
    streams.err.write("tandem lang FILE.jsonl\n");
    return 2;
  }
  return eachJsonLine(file, Given, streams, ({ id, text }) => ({ id, ...whichLanguage(text) }));
}
