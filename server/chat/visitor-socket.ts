import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { chatCloseCodes, FromVisitor, type ToVisitor } from "../../contract/chat.ts";
import { BrowserSocket, type SocketRules } from "../live/index.ts";
import type { Visitor } from "../visitor.ts";

type Why = keyof typeof chatCloseCodes;

const rules: SocketRules<FromVisitor, Why> = {
  shape: FromVisitor,
  codes: chatCloseCodes,
  mostWaitingBytes: 512 * 1024,
  mostMessages: 60,
};

interface Hears {
  hear(socket: VisitorSocket, message: FromVisitor): void;
  gone(socket: VisitorSocket): void;
}

/** One browser in a chat. There may be many thousands, so that it holds little and shares what it does. */
export class VisitorSocket extends BrowserSocket<FromVisitor, Why> {
  readonly address: string;
  /** Who it is; null before its first word. */
  visitor: Visitor | null = null;
  hasSpoken = false;
  /** It has been told how everything stands. */
  isGreeted = false;
  /** How far each of its conversations has been told; null while that is being found out. */
  at: Map<string, number | null> = new Map();
  /** Something happened while it was not known how far it had been told. */
  hasMissed = false;
  isLooking = true;
  isTyping = false;
  typing = "";
  typedAt = 0;
  #hears: Hears;

  constructor(ws: WebSocket, wire: Duplex, address: string, hears: Hears) {
    super(ws, wire, rules);
    this.address = address;
    this.#hears = hears;
  }

  send(message: ToVisitor): void {
    this.sendText(JSON.stringify(message));
  }

  protected gone(): void {
    this.#hears.gone(this);
  }

  protected hear(message: FromVisitor): void {
    if ("token" in message === this.hasSpoken) this.close("misbehaved");
    else {
      this.hasSpoken = true;
      this.#hears.hear(this, message);
    }
  }
}
