import { onColour, readColour } from "../colours.ts";
import { styles } from "./styles.ts";

export type Launcher = ReturnType<typeof drawLauncher>;

const svg = "http://www.w3.org/2000/svg";
const icons: Record<string, string> = {
  bubble: "M21 11.5a8.4 8.4 0 0 1-8.5 8.4 9 9 0 0 1-3.9-.9L3 21l1.9-5.2A8.4 8.4 0 1 1 21 11.5z",
  question: "M9 9a3 3 0 1 1 4.5 2.6c-.9.5-1.5 1.2-1.5 2.4M12 18v.01M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20z",
  hand: "M7 11V6a2 2 0 0 1 4 0v4V4a2 2 0 0 1 4 0v6V7a2 2 0 0 1 4 0v7a8 8 0 0 1-14 5l-3-5a2 2 0 0 1 3-2l2 2v-3",
};

/**
 * The button and its badge in a shadow of their own above the page: outside of its flow, out of reach of its styles.
 * Nothing is written as markup, so neither a strict content policy nor Trusted Types has to make room for us.
 */
export function drawLauncher(nonce: string | undefined) {
  const host = document.createElement("tandem-chat");
  const shadow = host.attachShadow({ mode: "open" });
  const button = document.createElement("button");
  const icon = document.createElementNS(svg, "svg");
  const path = document.createElementNS(svg, "path");
  const badge = document.createElement("b");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.appendChild(path);
  button.type = "button";
  button.hidden = true;
  button.append(icon, badge);

  /** Constructed sheets are no inline styles; older browsers need the script's nonce where the site is strict. */
  const addStyles = (text: string) => {
    if (shadow.adoptedStyleSheets) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      shadow.adoptedStyleSheets = shadow.adoptedStyleSheets.concat(sheet);
    } else {
      const style = document.createElement("style");
      style.nonce = nonce || "";
      style.textContent = text;
      shadow.appendChild(style);
    }
  };
  addStyles(styles);
  shadow.appendChild(button);

  return {
    host,
    shadow,
    button,
    addStyles,
    /** `icon` is one of ours by its name, or a path. */
    show(icon: string, label: string, count: number) {
      path.setAttribute("d", icons[icon] || icon);
      button.setAttribute("aria-label", label);
      badge.hidden = !count;
      badge.textContent = count > 9 ? "9+" : `${count}`;
    },
    place(bottom: number, aside: number, isLeft: boolean) {
      host.style.setProperty("--b", `${bottom}px`);
      host.style.setProperty("--a", `${aside}px`);
      host.classList.toggle("left", isLeft);
    },
    paint(colour: string | undefined) {
      const ground = readColour(colour);
      if (!ground) return;
      host.style.setProperty("--brand", colour!);
      host.style.setProperty("--on", onColour(ground));
    },
  };
}
