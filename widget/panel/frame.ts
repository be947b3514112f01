import { type Hello, helloWord, type ToFrame, type ToPage } from "../bridge.ts";

/** What the frame may do: nothing to the page around it. */
const sandbox =
  "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads";
/** How many calls wait for the frame to come; whoever makes more has something wrong. */
const mostWaiting = 50;

/**
 * The frame in its panel. Our origin alone is given the port to talk over, a new one with every page that the frame
 * loads, so that nobody else is heard and what an earlier page still says is not either.
 */
export function frameIn(
  panel: HTMLElement,
  { origin, hello, hear }: { origin: string; hello: () => Hello; hear: (message: ToPage) => void },
) {
  let element: HTMLIFrameElement | undefined;
  let port: MessagePort | undefined;
  let isReady = false;
  const waiting: ToFrame[] = [];

  function greet() {
    port?.close();
    isReady = false;
    const { port1, port2 } = new MessageChannel();
    port = port1;
    port1.onmessage = ({ data }: MessageEvent<ToPage>) => {
      if (data.kind === "ready") {
        isReady = true;
        for (const message of waiting.splice(0)) port1.postMessage(message);
      }
      hear(data);
    };
    element!.contentWindow!.postMessage({ [helloWord]: hello() }, origin, [port2]);
  }

  return {
    isThere: () => isReady,
    /** Fetches it; nothing the second time. */
    load(title: string) {
      if (element) return;
      const { key, locale } = hello();
      element = document.createElement("iframe");
      element.title = title;
      // On our own pages a sandbox with our own origin in it would be none.
      if (origin !== location.origin) element.setAttribute("sandbox", sandbox);
      element.allow = "";
      element.onload = greet;
      element.src = `${origin}/chat/frame?widget=${encodeURIComponent(key)}&locale=${locale}`;
      panel.appendChild(element);
    },
    /** What `hello` does not tell may wait for the frame: then `waits`. */
    say(message: ToFrame, waits?: "waits") {
      if (isReady) port!.postMessage(message);
      else if (waits && waiting.length < mostWaiting) waiting.push(message);
    },
    focus: () => element?.focus(),
  };
}
