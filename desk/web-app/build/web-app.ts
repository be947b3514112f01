import { createHash } from "node:crypto";
import type { Plugin, Rolldown } from "vite";
import { drawIcon, icons } from "./icons.ts";

/** The entry of the desk's page, of whose files the service worker holds those without which nothing opens. */
const entry = "desk";
export const workerEntry = "sw";

/** Draws the icons, and tells the service worker which files this build consists of: another build is another worker. */
export function webApp(): Plugin {
  return {
    name: "web-app",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      for (const [fileName, icon] of Object.entries(icons))
        this.emitFile({ type: "asset", fileName, source: drawIcon(icon) });
      const chunks = Object.values(bundle).filter(
        (file): file is Rolldown.OutputChunk => file.type === "chunk",
      );
      const worker = chunks.find(({ name, isEntry }) => isEntry && name === workerEntry);
      const desk = chunks.find(({ name, isEntry }) => isEntry && name === entry);
      if (!worker || !desk) throw new Error("The build has no desk or no service worker.");
      const shell = [...withImports(desk.fileName, bundle)].sort().map((name) => `/${name}`);
      const version = createHash("sha256").update(Object.keys(bundle).sort().join("\n")).digest("hex");
      const built = { version: version.slice(0, 16), shell };
      worker.code = `self.__built=${JSON.stringify(built)};\n${worker.code}`;
    },
  };
}

/** A file with all that it cannot do without, styles too. */
function withImports(
  fileName: string,
  bundle: Rolldown.OutputBundle,
  known: Set<string> = new Set(),
): Set<string> {
  const chunk = bundle[fileName];
  if (known.has(fileName) || chunk?.type !== "chunk") return known;
  known.add(fileName);
  const { importedCss } = (chunk as { viteMetadata?: { importedCss?: Set<string> } }).viteMetadata ?? {};
  for (const css of importedCss ?? []) known.add(css);
  for (const name of chunk.imports) withImports(name, bundle, known);
  return known;
}
