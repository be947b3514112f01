import type { Launcher as Settings } from "../../contract/chat.ts";
import type { EventName } from "../bridge.ts";
import type { Launcher } from "./launcher.ts";

/** What the loader and the panel, which is fetched later, both go by. */
export interface Core {
  key: string;
  origin: string;
  /** The attributes of the script's element. */
  data: DOMStringMap;
  launcher: Launcher;
  settings(): Settings | undefined;
  /** Whether anything may be kept, or told of the page. */
  consents(): boolean;
  locale(): string;
  ask(path: string): Promise<unknown>;
  tell(event: EventName, data: unknown): void;
  unread(count: number): void;
  /** What the button says and shows while the chat is open; null when it is closed. */
  opened(look: { label: string; icon: string } | null): void;
  /** Remembers that there is something to come back for; null asks. False where nothing may be kept. */
  awaits(now: boolean | null): boolean;
}

/** The verbs that the panel carries out; until it has come, calls of them wait in order. */
export const panelVerbs = [
  "open",
  "toggle",
  "ask",
  "logout",
  "close",
  "identify",
  "track",
  "signal",
  "context",
] as const;
export type PanelVerb = (typeof panelVerbs)[number];

export interface Panel extends Record<PanelVerb, (...args: never[]) => void> {
  /** Fetches the frame, so that it is there when it is wanted. */
  prepare(): void;
  /** Something that the panel goes by has changed: language, consent, whether it may be seen. */
  changed(): void;
}
