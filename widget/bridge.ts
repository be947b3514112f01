import type { z } from "zod";
import type { PageContext, SignedIdentity } from "../contract/chat.ts";

/**
 * What the site's page and the frame say to each other: a closed set, over a port of their own. The loader hands the
 * port over once, to our origin alone; the frame takes it from its parent alone. Whatever else is posted to either
 * window is not heard.
 */

export type Identity = z.input<typeof SignedIdentity>;
export type Page = z.input<typeof PageContext>;

export interface Hello {
  key: string;
  locale: string;
  consent: boolean;
  phone: boolean;
  isOpen: boolean;
  identity: Identity | null;
  page: Page | null;
  /** How tall the panel is at most, in pixels. */
  room: number;
}

export type ToFrame =
  | { kind: "open"; phone: boolean; room: number }
  | { kind: "closed" }
  | { kind: "locale"; locale: string }
  | { kind: "consent"; given: boolean }
  | { kind: "identify"; identity: Identity }
  | { kind: "logout" }
  | { kind: "page"; page: Page }
  | { kind: "track"; name: string; data: Record<string, string | number | boolean> }
  | { kind: "ask"; text: string }
  | { kind: "invited"; id: string; text: string };

export type EventName =
  | "ready"
  | "opened"
  | "closed"
  | "message"
  | "unread"
  | "started"
  | "ended"
  | "rated"
  | "article";

export type ToPage =
  | { kind: "ready" }
  | { kind: "close" }
  | { kind: "unread"; count: number }
  /** Whether there is something to come back for, so that the next page loads the frame by itself. */
  | { kind: "awaits"; awaits: boolean }
  /** The panel is to be so many pixels tall. */
  | { kind: "height"; height: number }
  | { kind: "event"; name: EventName; data: unknown };

/** The one message that goes between the windows; all others go over the port that comes with it. */
export const helloWord = "tandem";
