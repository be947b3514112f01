import { join } from "node:path";
import type { Plugin } from "vite";
import {
  type Catalogues,
  compileTexts,
  earlyTexts,
  frameKeys,
  numberTexts,
  readCatalogues,
} from "./compile-texts.ts";

const frame = /^virtual:frame-texts\/(\w+)$/;
const early = /^widget\.launcher\.\w+$/;

/** Gives loader and frame their words out of `locales/`, compiled. */
export function texts(root: string): Plugin {
  let catalogues: Catalogues;
  return {
    name: "tandem-texts",
    enforce: "pre",
    async buildStart() {
      catalogues = await readCatalogues(join(root, "locales"));
    },
    resolveId: (id) => (frame.test(id) || early.test(id) ? `\0${id}` : null),
    load(id) {
      const locale = frame.exec(id.slice(1))?.[1];
      if (locale) return compileTexts(catalogues, locale);
      const key = early.exec(id.slice(1))?.[0];
      return key ? earlyTexts(catalogues, key) : null;
    },
    transform(code, id) {
      if (!id.includes("/widget/frame/")) return null;
      return { code: numberTexts(code, frameKeys(catalogues), id), map: null };
    },
  };
}
