/**
 * The chat on a site: what `window.Tandem` offers once `/chat/loader.js` is there. Calls made before are kept by the
 * stub of the guide. Copy this file into your project, or reference it where your site is built.
 */
export {};

declare global {
  interface Window {
    Tandem: Tandem.Api;
  }
  const Tandem: Tandem.Api;

  namespace Tandem {
    type Locale = "en" | "ru" | "uk" | "zh" | "ar";
    type Value = string | number | boolean;

    /**
     * Who your visitor is, signed by your server: a JWT (HS256; `sub`, `aud` the widget's key, `exp` within an hour,
     * `email` and `name` if you like), or the user's id with a lowercase hex HMAC-SHA256 over the id, and after a line
     * break the address in lower case if you vouch for one.
     */
    type Identity = { jwt: string } | { userId: string; hash: string; email?: string; name?: string };

    interface Cart {
      value: number;
      /** ISO 4217. */
      currency?: string;
      items?: { name: string; quantity?: number; price?: number }[];
    }

    /** What you tell of the page. It leaves the page with the visitor's consent alone. */
    interface Context {
      /** The address without query and fragment, unless you give another. */
      url?: string;
      title?: string;
      referrer?: string;
      cart?: Cart | null;
      /** Where in a longer way the visitor is: `checkout: payment`. */
      step?: string;
      attributes?: Record<string, Value>;
    }

    interface Events {
      /** The frame has come and can be used. */
      ready: null;
      opened: null;
      closed: null;
      /** Somebody of ours, or a machine, said something. What it was, the page is not told. */
      message: { conversation: string; from: "agent" | "automation" };
      /** How many messages have not been seen. */
      unread: number;
      started: { conversation: string };
      ended: { conversation: string };
      rated: { conversation: string; score: number };
      /** An article was opened in the chat. */
      article: { id: string; title: string };
    }

    interface Verbs {
      open(): void;
      close(): void;
      toggle(): void;
      /** Shows the launcher, or takes it away, with the chat. */
      show(): void;
      hide(): void;
      /** Says who the visitor is; with `identity` required nobody gets in otherwise. */
      identify(who: Identity): void;
      /** Forgets who was here, in this browser and at the server. Call it when your user signs out. */
      logout(): void;
      /** Something the visitor did: shown beside the conversation. Needs consent. */
      track(name: string, data?: Record<string, Value>): void;
      /** Says that something happened which an invitation may wait for. */
      signal(name: string): void;
      context(what: Context): void;
      /** The visitor agrees (or no longer does) that the chat remembers them and is told of your pages. */
      consent(given?: boolean): void;
      /** The language that is spoken; with an argument, changes it. */
      locale(wanted?: Locale): string;
      /** Opens the chat with these words in the field, for the visitor to send. */
      ask(text: string): void;
      on<Name extends keyof Events>(event: Name, listener: (data: Events[Name]) => void): void;
      off<Name extends keyof Events>(event: Name, listener: (data: Events[Name]) => void): void;
    }

    interface Api extends Verbs {
      /** `Tandem("open")` is `Tandem.open()`; the stub knows this form alone. */
      <Name extends keyof Verbs>(name: Name, ...args: Parameters<Verbs[Name]>): ReturnType<Verbs[Name]>;
      version: string;
    }
  }
}
