import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { z } from "zod";

export interface Streams {
  in: Readable;
  out: Writable;
  err: Writable;
}

/**
 * Reads a file of JSON objects, one a line (`-` is the standard input), and writes one line of JSON for each, in
 * order, unless there is nothing to say of it. A line that cannot be read is named on `err` with what is wrong and
 * leaves the others alone; the exit code is then 1. Empty lines are passed over.
 */
export async function eachJsonLine<Shape extends z.ZodType>(
  file: string,
  shape: Shape,
  streams: Streams,
  answer: (given: z.output<Shape>) => object | null,
): Promise<number> {
  let exitCode = 0;
  const complain = (words: string) => {
    exitCode = 1;
    streams.err.write(`${words}\n`);
  };

  async function* answers() {
    const source = file === "-" ? streams.in : createReadStream(file);
    // readline passes no error on; the stream itself has to be asked.
    const failed = new Promise<never>((_, reject) => source.once("error", reject));
    failed.catch(() => source.destroy());
    const lines = createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })[
      Symbol.asyncIterator
    ]();
    for (let number = 1; ; number++) {
      const next = await Promise.race([lines.next(), failed]);
      if (next.done) return;
      const line = number === 1 ? next.value.replace(/^\uFEFF/, "") : next.value;
      if (!line.trim()) continue;
      const read = readLine(line, shape);
      if ("problem" in read)
        complain(`${file === "-" ? "standard input" : file}, line ${number}: ${read.problem}`);
      else {
        const told = answer(read.given);
        if (told) yield `${JSON.stringify(told)}\n`;
      }
    }
  }

  try {
    await pipeline(Readable.from(answers()), streams.out, { end: false });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // Whoever reads our output may go away early (`| head`).
    if (code === "EPIPE" || code === "ERR_STREAM_PREMATURE_CLOSE") return exitCode;
    if (code !== "ENOENT" && code !== "EACCES" && code !== "EISDIR") throw error;
    complain(`${file} cannot be read: ${message}`);
  }
  return exitCode;
}

function readLine<Shape extends z.ZodType>(
  line: string,
  shape: Shape,
): { given: z.output<Shape> } | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { problem: `no JSON (${(error as Error).message})` };
  }
  const read = shape.safeParse(value);
  if (read.success) return { given: read.data };
  const [issue] = read.error.issues;
  return { problem: `${issue!.path.join(".") || "the object"}: ${issue!.message}` };
}
