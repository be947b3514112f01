import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";
import { Language } from "../../contract/languages.ts";
import { type Line, lines } from "../../contract/lines.ts";
import { whichLanguage } from "../language/index.ts";
import {
  baseGround,
  baseModel,
  type Ground,
  type Lesson,
  learnLessons,
  Memory,
  modelAsBytes,
  modelFromBytes,
  reasonWords,
  triage,
} from "../triage/index.ts";
import { eachJsonLine, type Streams } from "./json-lines.ts";

const Given = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });
const Taught = z.object({
  text: z.string().min(1),
  intent: z.string().min(1),
  /** Of an intent that is not among the base ones; told from its messages when left out. */
  line: z.enum(lines).optional(),
});

const usage = `tandem triage FILE.jsonl [--model M]        {"id","text"} a line in, a verdict a line out
tandem triage train FILE.jsonl --model M    learn from {"text","intent"} lines, into the file M
`;

/** `tandem triage`: what messages are taken for, offline; and what corrections bring. */
export async function triageCommand(args: string[], streams: Streams): Promise<number> {
  const at = args.indexOf("--model");
  const model = at < 0 ? null : args[at + 1];
  const rest = at < 0 ? args : args.toSpliced(at, 2);
  const isTraining = rest[0] === "train";
  const [file, ...more] = isTraining ? rest.slice(1) : rest;
  if (!file || more.length || model === undefined || (isTraining && !model)) {
    streams.err.write(usage);
    return 2;
  }
  return isTraining ? train(file, model!, streams) : tell(file, model, streams);
}

async function tell(file: string, model: string | null, streams: Streams): Promise<number> {
  const base = await baseModel();
  let ground = baseGround();
  let lessons: Lesson[] = [];
  if (model)
    try {
      ({ ground, lessons } = await learntGround(model));
    } catch (error) {
      streams.err.write(
        `${model} is no model that \`tandem triage train\` wrote: ${(error as Error).message}\n`,
      );
      return 1;
    }
  const taught = new Map(lessons.map((lesson) => [lesson.id, lesson.text]));
  const known = {
    intentName: (key: string) => key,
    lessonWords: (id: string) => taught.get(id) ?? null,
  };
  return eachJsonLine(file, Given, streams, ({ id, text }) => {
    const { language, p } = whichLanguage(text);
    const verdict = triage(base, ground, { text, language, languageP: p, lines, usual: null });
    return {
      id,
      language,
      line: verdict.line,
      intents: verdict.intents.map(({ intent, p }) => ({ intent, p })),
      urgency: verdict.urgency.level,
      mood: verdict.mood.mood,
      reasons: verdict.reasons.map((reason) => `${reason.for}: ${reasonWords(reason, "en", known)}`),
    };
  });
}

/** What a workspace of its own would have learnt: the lessons themselves, and what was absorbed of them. */
const ModelFile = z.object({
  lessons: z.array(z.object({ id: z.string(), text: z.string(), language: Language, intent: z.string() })),
  lineOf: z.record(z.string(), z.enum(lines)),
  absorbed: z.base64(),
});

async function train(file: string, model: string, streams: Streams): Promise<number> {
  const base = await baseModel();
  const lessons: Lesson[] = [];
  const said = new Map<string, Line>();
  const exitCode = await eachJsonLine(file, Taught, streams, ({ text, intent, line }) => {
    lessons.push({ id: String(lessons.length), text, language: whichLanguage(text).language, intent });
    if (line) said.set(intent, line);
    return null;
  });
  if (!lessons.length) {
    streams.err.write(`${file} holds nothing to learn from.\n`);
    return 1;
  }
  const { lineOf } = baseGround();
  const own = [...new Set(lessons.map(({ intent }) => intent))].filter((intent) => !lineOf.has(intent));
  const written: z.input<typeof ModelFile> = {
    lessons,
    lineOf: Object.fromEntries(
      own.map((intent) => [intent, said.get(intent) ?? likelierLine(lessons, intent)]),
    ),
    absorbed: modelAsBytes(learnLessons(base, lessons)).toString("base64"),
  };
  try {
    await writeFile(model, JSON.stringify(written));
  } catch (error) {
    streams.err.write(`${model} cannot be written: ${(error as Error).message}\n`);
    return 1;
  }
  return exitCode;

  /** The line of what the base takes an intent's messages for. */
  function likelierLine(all: Lesson[], intent: string): Line {
    let service = 0;
    const own = all.filter((lesson) => lesson.intent === intent);
    for (const { text, language } of own) {
      const asked = { text, language, languageP: 1, lines, usual: null };
      service += triage(base, baseGround(), asked).line.service;
    }
    return service >= own.length / 2 ? "service" : "support";
  }
}

async function learntGround(file: string): Promise<{ ground: Ground; lessons: Lesson[] }> {
  const { lessons, lineOf, absorbed } = ModelFile.parse(JSON.parse(await readFile(file, "utf8")));
  const memory = new Memory(await baseModel());
  for (const lesson of lessons.slice(-3000)) memory.add(lesson);
  const ground = {
    lineOf: new Map([...baseGround().lineOf, ...Object.entries(lineOf)]),
    learnt: { memory, absorbed: modelFromBytes(Buffer.from(absorbed, "base64")) },
  };
  return { ground, lessons };
}
