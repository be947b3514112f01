import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { compressed } from "./compressed.ts";
import { webApp, workerEntry } from "./web-app/build/web-app.ts";

const server = process.env.TANDEM_SERVER ?? "http://localhost:3000";
const evergreen = ["chrome123", "edge123", "firefox128", "safari17.5"];

export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  plugins: [react(), onlyOurLanguages(), webApp(), compressed()],
  // `server/http` puts the request's nonce in place of this word, for the style element React Aria inserts.
  html: { cspNonce: "__CSP_NONCE__" },
  json: { stringify: true },
  resolve: { alias: [{ find: /^zod$/, replacement: join(import.meta.dirname, "shapes.ts") }] },
  build: {
    outDir: "../build/desk",
    emptyOutDir: true,
    manifest: true,
    target: evergreen,
    cssTarget: evergreen,
    assetsInlineLimit: 0, // a data: address would need a hole in the content security policy
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        desk: join(import.meta.dirname, "index.html"),
        api: join(import.meta.dirname, "api-page/index.html"),
        [workerEntry]: join(import.meta.dirname, "web-app/service-worker.ts"),
      },
      output: {
        // A service worker answers for what lies below it, and is looked for under one name.
        entryFileNames: ({ name }) => (name === workerEntry ? "sw.js" : "assets/[name]-[hash].js"),
        codeSplitting: {
          // React changes less often than we do, so a browser may keep it over an update. The editor stays out of the
          // first load by being imported when it is first needed; a group of its own would pull shared parts along.
          groups: [{ name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: { "/api": { target: server, ws: true } },
  },
});

/**
 * React Aria brings its own words in more than thirty languages and imports them all at once.
 * We keep the five the desk speaks and let the rest resolve to nothing.
 */
function onlyOurLanguages(): Plugin {
  const kept = ["en-US", "ru-RU", "uk-UA", "zh-CN", "ar-AE"];
  return {
    name: "only-our-languages",
    enforce: "pre",
    apply: "build",
    load(id) {
      const locale = id.match(
        /[\\/]react-(?:aria|stately|aria-components)[\\/].*[\\/]intl[\\/](?:.*[\\/])?([a-z]{2}-[A-Z]{2})\.mjs$/,
      )?.[1];
      if (!locale || kept.includes(locale)) return null;
      return "export default {};";
    },
  };
}
