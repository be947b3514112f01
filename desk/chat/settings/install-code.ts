/** The one line that a site puts into its pages. */
export const scriptLine = (origin: string, key: string): string =>
  `<script async src="${origin}/chat/loader.js" data-widget="${key}"></script>`;

/** What a site with a content security policy adds to it. */
export const policyLines = (origin: string): string =>
  `script-src ${origin};\nframe-src ${origin};\nconnect-src ${origin};`;

/** What a site most often wants of the public interface; the queue keeps calls until the script is there. */
export const apiExample = `window.Tandem ||= function () { (Tandem.q = Tandem.q || []).push(arguments); };

Tandem("consent", true);
Tandem("context", { step: "checkout", cart: { value: 849, currency: "EUR" } });
Tandem("track", "size chosen", { size: "M" });
Tandem("on", "started", (event) => console.log(event.conversation));
document.querySelector("#help").onclick = () => Tandem("open");`;

/** Names that are the same in every language. */
export const named = {
  policy: "Content-Security-Policy",
  script: "JavaScript",
  types: "tandem.d.ts",
  signal: "Tandem.signal(…)",
  page: "https://shop.example/bikes*",
  sites: "https://shop.example\nhttps://*.shop.example",
} as const;
