/** A text of the catalogues in each language. */
declare module "widget.launcher.*" {
  const words: Record<string, string>;
  export default words;
}

/** Of package.json. */
declare const __VERSION__: string;
