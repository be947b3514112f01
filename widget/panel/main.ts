import closeWords from "widget.launcher.close";
import dismissWords from "widget.launcher.dismiss";
import titles from "widget.launcher.title";
import type { Identity, Page, ToPage } from "../bridge.ts";
import type { Core, Panel } from "../loader/core.ts";
import { followVisit } from "./follow-visit.ts";
import { frameIn } from "./frame.ts";
import { drawInvitation } from "./invitation.ts";
import { followPlaces, placeNow } from "./page.ts";
import { fillScreen, isPhone } from "./phone.ts";
import { styles } from "./styles.ts";

const arrow = "m6 9 6 6 6-6";

/** What a site's page needs once somebody wants the chat: the panel with the frame in it, and the talk between them. */
export function begin(core: Core): Panel {
  const { launcher, data, key, origin } = core;
  const { shadow, button } = launcher;
  const theme = core.settings()?.theme || "auto";
  const panel = document.createElement("div");
  panel.setAttribute("role", "dialog");
  panel.className = `panel waits ${theme}`;
  panel.appendChild(document.createElement("div")).className = "spin";
  shadow.insertBefore(panel, button);
  launcher.addStyles(styles);

  let isOpen = false;
  let count = 0;
  let identity: Identity | null = null;
  let given: Partial<Page> = {};
  let leave: (() => void) | undefined;
  let cameFrom: Element | null = null;
  let ownTitle: string | null = null;
  let invited: (() => void) | undefined;
  const signals: string[] = [];

  const room = () => innerHeight - 112;
  const whole = (): Page => Object.assign(placeNow(data.page !== undefined), given);
  /** Where the visitor is goes out with consent alone. */
  const page = () => (core.consents() ? whole() : null);

  const frame = frameIn(panel, {
    origin,
    hear,
    hello: () => ({
      key,
      locale: core.locale(),
      consent: core.consents(),
      phone: isPhone(),
      isOpen,
      identity,
      page: page(),
      room: room(),
    }),
  });
  const title = () => titles[core.locale()]!;
  const prepare = () => frame.load(title());
  const visit = core.settings()?.invitations.length
    ? followVisit(core, {
        page: whole,
        signals,
        isBusy: () => isOpen || Boolean(invited || button.hidden),
        invite({ id }, text) {
          prepare();
          invited = drawInvitation(shadow, {
            text,
            dismiss: dismissWords[core.locale()]!,
            onOpen() {
              frame.say({ kind: "invited", id, text }, "waits");
              open();
            },
            onGone: () => (invited = undefined),
          });
        },
      })
    : undefined;

  function tellPage() {
    const now = page();
    if (now) frame.say({ kind: "page", page: now });
  }

  function sayOpen() {
    frame.say(isOpen ? { kind: "open", phone: isPhone(), room: room() } : { kind: "closed" });
  }

  function open() {
    prepare();
    if (isOpen || core.settings()?.isOn === false) return;
    isOpen = true;
    invited?.();
    cameFrom = document.activeElement;
    const phone = isPhone();
    panel.classList.remove("waits");
    panel.classList.toggle("phone", phone);
    panel.setAttribute("aria-label", title());
    panel.setAttribute("aria-modal", `${phone}`);
    core.opened({ label: closeWords[core.locale()]!, icon: arrow });
    if (phone) leave = fillScreen(panel, close);
    sayOpen();
    frame.focus();
    core.tell("opened", null);
  }

  function close() {
    if (!isOpen) return;
    isOpen = false;
    panel.classList.add("waits");
    core.opened(null);
    leave?.();
    leave = undefined;
    sayOpen();
    const isElsewhere =
      cameFrom instanceof HTMLElement && cameFrom !== document.body && cameFrom !== launcher.host;
    (isElsewhere ? (cameFrom as HTMLElement) : button).focus({ preventScroll: true });
    core.tell("closed", null);
  }

  /** Hears the frame: these words and no others. */
  function hear(message: ToPage) {
    switch (message.kind) {
      case "ready":
        // It was told how things stood when it was fetched; meanwhile the panel may have been opened, or closed.
        sayOpen();
        panel.querySelector(".spin")?.remove();
        if (isOpen) frame.focus();
        return core.tell("ready", null);
      case "close":
        return close();
      case "unread":
        count = Number(message.count);
        core.unread(count);
        flash();
        return core.tell("unread", count);
      case "awaits":
        if (core.consents()) core.awaits(message.awaits);
        return;
      case "height":
        panel.style.height = panel.classList.contains("phone")
          ? panel.style.height
          : `${Number(message.height)}px`;
        return;
      case "event":
        return core.tell(message.name, message.data);
    }
  }

  /** The title says what waits while nobody looks, where the site lets it. */
  function flash() {
    if (data.title === undefined) return;
    if (ownTitle !== null) document.title = ownTitle;
    ownTitle = document.hidden && count ? document.title : null;
    if (ownTitle !== null) document.title = `(${count}) ${ownTitle}`;
  }

  document.addEventListener("visibilitychange", flash);
  shadow.addEventListener("keydown", (event) => {
    if ((event as KeyboardEvent).key === "Escape") close();
  });
  followPlaces(() => {
    visit?.moved();
    tellPage();
  });

  return {
    prepare,
    open,
    close,
    toggle: () => (isOpen ? close() : open()),
    changed() {
      if (button.hidden) close();
      panel.classList.remove("auto", "light", "dark");
      panel.classList.add(core.settings()?.theme || "auto");
      frame.say({ kind: "locale", locale: core.locale() });
      frame.say({ kind: "consent", given: core.consents() });
      tellPage();
    },
    ask(text: string) {
      open();
      frame.say({ kind: "ask", text }, "waits");
    },
    identify(who: Identity) {
      identity = who;
      frame.say({ kind: "identify", identity: who });
    },
    logout() {
      identity = null;
      given = {};
      core.awaits(false);
      // What was kept is the frame's to forget, so it is fetched for that.
      prepare();
      frame.say({ kind: "logout" }, "waits");
    },
    track(name: string, what: Record<string, string | number | boolean> = {}) {
      if (core.consents()) frame.say({ kind: "track", name, data: what }, "waits");
    },
    signal(name: string) {
      signals.push(name);
    },
    context(what: Partial<Page>) {
      given = Object.assign({}, given, what);
      tellPage();
    },
  };
}
