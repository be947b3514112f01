import words from "widget.launcher.open";
import type { ChatAvailability, Launcher as Settings } from "../../contract/chat.ts";
import { type Core, type Panel, panelVerbs } from "./core.ts";
import { drawLauncher } from "./launcher.ts";
import { listeners } from "./listeners.ts";
import { commands, type Held } from "./queue.ts";

const site = window as { Tandem?: { q?: Held; version?: string } };
const script = document.currentScript as HTMLScriptElement | null;
const complain = (...what: unknown[]) => console.error(...what);

// A page may well have two managers of tags: the first to come draws, and the others find it there.
if (script && !(site.Tandem && site.Tandem.version)) begin(script, script.dataset);

function begin(tag: HTMLScriptElement, data: DOMStringMap) {
  const key = data.widget!;
  const { origin } = new URL(tag.src);
  const place = `tandem.${key}`;
  const root = document.documentElement;
  const { on, off, tell } = listeners(complain);
  const launcher = drawLauncher(tag.nonce);
  const { host, button } = launcher;
  const waiting: [string, unknown[]][] = [];

  let settings: Settings | undefined;
  let panel: Panel | undefined;
  let asked: Promise<void> | undefined;
  let chosen = data.locale;
  let agreed: boolean | undefined;
  let isShown = data.hidden === undefined;
  let open: { label: string; icon: string } | null = null;
  let count = 0;

  const core: Core = {
    key,
    origin,
    data,
    launcher,
    settings: () => settings,
    consents: () =>
      agreed === undefined ? data.consent !== "required" && !!settings && !settings.asksConsent : agreed,
    /** The site's choice, the page's language, the visitor's: the first that the brand speaks. */
    locale() {
      const spoken: string[] = settings ? settings.locales : Object.keys(words);
      const wanted = [chosen, root.lang].concat(navigator.languages as string[]);
      return (
        wanted.map((tag) => (tag || "").slice(0, 2)).filter((tag) => spoken.includes(tag))[0] || spoken[0]!
      );
    },
    ask: (path) =>
      fetch(`${origin}/api/v1/chat/launchers/${key}${path}`, { credentials: "omit" }).then((answer) =>
        answer.ok ? answer.json() : Promise.reject(answer.url),
      ),
    tell,
    unread(now) {
      count = now;
      draw();
    },
    opened(now) {
      open = now;
      draw();
    },
    awaits(now) {
      // A browser may forbid even to ask.
      try {
        if (now) localStorage.setItem(place, "1");
        else if (now === false) localStorage.removeItem(place);
        return !!localStorage.getItem(place);
      } catch (_error) {
        return false;
      }
    },
  };

  function draw() {
    if (!host.isConnected) document.body.appendChild(host);
    if (!settings) return;
    const side = data.side || settings.side;
    const locale = core.locale();
    const label = settings.labels[locale as "en"] || words[locale]!;
    launcher.place(
      settings.bottom,
      settings.aside,
      (getComputedStyle(root).direction === "rtl") === (side === "end"),
    );
    if (open) launcher.show(open.icon, open.label, 0);
    else launcher.show(settings.icon, count ? `${label} (${count})` : label, count);
    button.setAttribute("aria-expanded", `${!!open}`);
    button.hidden = !(isShown && settings.isOn);
  }

  /** The rest of us; a module inherits the nonce of who imports it, so a strict policy needs nothing more. */
  function load(): Promise<void> {
    asked =
      asked ||
      import(/* @vite-ignore */ `${origin}/chat/panel.js`).then(
        ({ begin }: { begin: (core: Core) => Panel }) => {
          panel = begin(core);
          for (const [name, args] of waiting)
            (panel[name as "open"] as (...args: unknown[]) => void)(...args);
        },
        (error) => {
          // The line was cut: the next wish tries again.
          asked = undefined;
          complain(error);
        },
      );
    return asked;
  }
  const prepare = () => void load().then(() => panel && panel.prepare());

  function lookAgain() {
    draw();
    if (panel) panel.changed();
  }

  /** Those who have something to come back for hear of it without opening the chat. */
  function comeBack() {
    if (core.consents() && core.awaits(null)) prepare();
  }

  const verbs: Record<string, (...args: never[]) => unknown> = {
    on,
    off,
    show() {
      isShown = true;
      draw();
    },
    hide() {
      isShown = false;
      verbs.close!();
      draw();
    },
    consent(given?: boolean) {
      agreed = given !== false;
      if (!agreed) core.awaits(false);
      comeBack();
      lookAgain();
    },
    locale(wanted?: string) {
      if (wanted) {
        chosen = wanted;
        lookAgain();
      }
      return core.locale();
    },
  };
  panelVerbs.forEach((name, at) => {
    verbs[name] = (...args: unknown[]) => {
      if (panel) return (panel[name] as (...args: unknown[]) => void)(...args);
      waiting.push([name, args]);
      // The first four are wishes to see it; the rest can wait until it is seen.
      if (at < 4) load();
    };
  });

  button.onclick = verbs.toggle as () => void;
  button.onmouseenter = button.onfocus = button.ontouchstart = prepare;
  const held = site.Tandem && site.Tandem.q;
  site.Tandem = Object.assign(commands(verbs, undefined, complain), { version: __VERSION__ });

  const start = () => {
    launcher.paint(data.color);
    commands(verbs, held, complain);
    const watch = new MutationObserver(() => {
      follow();
      lookAgain();
    });
    // Pages that go on without loading anew change their language, turn, and throw their body away.
    const follow = () => {
      const what = { attributeFilter: ["lang", "dir"], childList: true };
      watch.observe(root, what);
      watch.observe(document.body, what);
    };
    follow();
    core
      .ask("")
      .then((found) => {
        settings = found as Settings;
        if (!data.color) launcher.paint(settings.colour);
        comeBack();
        // Who is to be invited, and when, the panel knows.
        if (settings.invitations.length) load();
        if (!settings.hidesWhenClosed) return lookAgain();
        return core.ask("/availability").then((now) => {
          isShown = isShown && (now as ChatAvailability).isOpen;
          lookAgain();
        });
      })
      .catch(complain);
  };
  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);
}
