import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vite";
import { compressed } from "../../desk/compressed.ts";
import { texts } from "../build/texts-plugin.ts";

const root = join(import.meta.dirname, "../..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

/** The loader: one classic script that a site takes in with one line. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [texts(root), compressed()],
  define: { __VERSION__: JSON.stringify(version) },
  build: {
    outDir: join(root, "build/widget"),
    emptyOutDir: true,
    target: "es2017",
    modulePreload: false,
    lib: {
      entry: join(import.meta.dirname, "main.ts"),
      formats: ["iife"],
      name: "TandemLoader",
      fileName: () => "loader.js",
    },
  },
});
