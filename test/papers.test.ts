/** What the papers say of files, names, settings, commands and words is so. */
import { access, glob, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { settings } from "../server/config.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFile(join(root, path), "utf8");

const papers = new Map<string, string>();
for await (const path of glob(["*.md", "docs/**/*.md"], { cwd: root })) papers.set(path, await read(path));

const sources = new Map<string, string>();
for await (const path of glob(
  [
    "*.{json,mjs,ts}",
    "locales/en.json",
    "{contract,server,desk,test,bench}/**/*.{ts,tsx,css,html,sql,js,json}",
  ],
  { cwd: root },
))
  if (path !== "package-lock.json" && path !== "test/papers.test.ts") sources.set(path, await read(path));
const code = [...sources.values()].join("\n");

/** The words in backticks, without blocks of code. */
const marked = (text: string) =>
  [...text.replaceAll(/^```.*?^```/gms, "").matchAll(/`([^`\n]+)`/g)].map(([, word]) => word!);
const isThere = (path: string) =>
  access(join(root, path)).then(
    () => true,
    () => false,
  );

test("there are papers to look at", () => {
  expect([...papers.keys()].sort()).toEqual(
    expect.arrayContaining([
      "CHANGELOG.md",
      "CONTRIBUTING.md",
      "README.md",
      "SECURITY.md",
      "docs/architecture.md",
      "docs/glossary.md",
      "docs/running.md",
    ]),
  );
});

/** What stands between backticks is shown, not followed. */
const withoutCode = (text: string) => text.replaceAll(/`[^`]*`/g, "");

describe.each([...papers])("%s", (paper, text) => {
  test("leads to files and headings that are there", async () => {
    const links = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target]) => target!)
      .filter((target) => !/^https?:/.test(target));
    const broken: string[] = [];
    for (const link of links) {
      const [path = "", heading] = link.split("#");
      const target = path ? join(dirname(paper), path) : paper;
      if (!(await isThere(target))) broken.push(link);
      else if (heading && !headingsOf(await read(target)).includes(heading)) broken.push(link);
    }
    expect(broken).toEqual([]);
  });

  test("names files and folders that are there", async () => {
    const folders = /^(?:contract|server|desk|locales|bench|test|docs|\.ci)\//;
    const files = /^[\w.-]+\.(?:ts|tsx|mjs|json|md|sql|css)$/;
    // How files are named, not a file.
    const patterns = ["kebab-case.ts", "PascalCase.tsx", "routes.ts", "index.ts"];
    // Written by the tests and the bench themselves.
    const made = /^(?:test\/screens\/?|bench\/latest\.json)$/;
    const missing: string[] = [];
    for (const word of new Set(marked(text))) {
      if (made.test(word)) continue;
      const known =
        folders.test(word) && !word.includes("*")
          ? await isThere(word)
          : !files.test(word) || patterns.includes(word) || (await isThere(word));
      if (!known) missing.push(word);
    }
    expect(missing).toEqual([]);
  });

  test("names functions, tables and fields that are in the code", () => {
    const isName = /^[a-z]+(?:[A-Z]\w*|_[a-z]\w*)(?:\(.*\))?$/;
    // What belongs to others: Postfix, the catalogues' example, PostgreSQL.
    const others = /^(?:reject_\w+|node_modules)$/;
    const unknown = marked(text)
      .filter((word) => isName.test(word) && !others.test(word))
      .map((word) => word.replace(/\(.*/, ""))
      .filter((name) => !new RegExp(`\\b${name}\\b`).test(code));
    expect(unknown).toEqual([]);
  });

  test("gives commands that there are", async () => {
    const { scripts } = JSON.parse(await read("package.json"));
    const commands = await read("server/cli/tandem.ts");
    const runs = [...text.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name]) => name!);
    expect(runs.filter((name) => !(name in scripts))).toEqual([]);
    const ours = [...text.matchAll(/(?:run -s tandem -- |`tandem )([a-z]+)/g)].map(([, name]) => name!);
    expect(ours.filter((name) => !commands.includes(`case "${name}":`))).toEqual([]);
  });
});

function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, "")
      .trim()
      .replace(/\s/g, "-"),
  );
}

test("the README's table has every setting, with its default and meaning as the code has them", async () => {
  const shown = (preset: string) =>
    preset === "" ? "(nothing)" : preset.startsWith("(") ? preset : `\`${preset}\``;
  const rows = Object.values(settings).map(
    ({ name, default: preset, meaning }) => `| \`${name}\` | ${shown(preset)} | ${meaning} |`,
  );
  const table = papers.get("README.md")!.match(/^\| setting \|.*\n\| --- .*\n((?:\|.*\n)+)/m)?.[1];
  expect(table?.trimEnd().split("\n")).toEqual(rows);
});

test("the glossary has the words of the desk in five languages", async () => {
  const locales = ["en", "ru", "uk", "zh", "ar"];
  const catalogues: Record<string, string>[] = await Promise.all(
    locales.map(async (locale) => JSON.parse(await read(`locales/${locale}.json`))),
  );
  const [, table] = papers.get("docs/glossary.md")!.split("## In five languages");
  const rows = [...table!.matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)].map(([, key, words]) => [
    key!,
    ...words!.split(" | "),
  ]);
  expect(rows.length).toBeGreaterThan(40);
  expect(rows).toEqual(rows.map(([key]) => [key, ...catalogues.map((catalogue) => catalogue[key!])]));
});

test("the newest version in the changelog is this one", async () => {
  const { version } = JSON.parse(await read("package.json"));
  expect(papers.get("CHANGELOG.md")!.match(/^## (\d\S*)/m)?.[1]).toBe(version);
});
