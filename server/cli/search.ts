import { z } from "zod";
import { Language } from "../../contract/languages.ts";
import { evaluate, type TestDocument, type TestQuery } from "../search/index.ts";
import { eachJsonLine, type Streams } from "./json-lines.ts";
import { withDatabase } from "./with-database.ts";

const Id = z.union([z.string(), z.number()]);
/** `uk`, `uk-UA`, `zh-Hant`; what is not one of our languages is told by the text itself. */
const Lang = z
  .string()
  .nullish()
  .transform((said): Language | undefined => {
    const { data } = Language.safeParse(said?.toLowerCase().split(/[-_]/)[0]);
    return data === "unknown" ? undefined : data;
  });
const Given = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("doc"),
    id: Id,
    lang: Lang,
    text: z.string(),
    title: z.string().optional(),
  }),
  z.object({ type: z.literal("query"), id: Id, lang: Lang, text: z.string() }),
]);

const usage = `tandem search eval FILE.jsonl

  {"type":"doc","id":…,"lang":"uk","text":"…"} lines, then {"type":"query","id":…,"lang":"uk","text":"…"} lines in;
  for each query {"id":…,"ids":[…]} out, the ten best documents first. - reads standard input.
`;

/** `tandem search eval`: how well search does on texts of one's own, through the installation's PostgreSQL. */
export async function searchCommand(args: string[], streams: Streams): Promise<number> {
  const [what, file, ...more] = args;
  if (what !== "eval" || !file || more.length) {
    streams.err.write(usage);
    return 2;
  }
  const documents = new Map<string, TestDocument>();
  const queries: TestQuery[] = [];
  // The ids as they were given: a number stays one.
  const given = new Map<string, string | number>();
  const exitCode = await eachJsonLine(file, Given, streams, (line) => {
    const { id, lang: language, text } = line;
    if (line.type === "query") queries.push({ id: JSON.stringify(id), language, text });
    else {
      const key = JSON.stringify(id);
      given.set(key, id);
      documents.set(key, { id: key, language, text, title: line.title });
    }
    return null;
  });
  if (queries.length)
    await withDatabase((db) =>
      evaluate(db, [...documents.values()], queries, (query, ids) => {
        const answer = { id: JSON.parse(query.id), ids: ids.map((id) => given.get(id)) };
        streams.out.write(`${JSON.stringify(answer)}\n`);
      }),
    );
  else if (exitCode === 0) {
    streams.err.write(`${file} asks nothing: there is no line of the type "query".\n`);
    return 1;
  }
  return exitCode;
}
