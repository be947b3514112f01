import { randomUUID } from "node:crypto";
import type { Duplex } from "node:stream";
import type { FastifyRequest } from "fastify";
import type { WebSocket } from "ws";
import { type ToDesk, ToServer } from "../../contract/live.ts";
import type { Caller } from "../caller.ts";
import { audienceOf } from "./audience.ts";
import { BrowserSocket, type SocketRules } from "./browser-socket.ts";

const codes = {
  misbehaved: 1008,
  stopping: 1012,
  unavailable: 1013,
  signedOut: 4401,
  tooSlow: 4408,
} as const;
type Why = keyof typeof codes;

const rules: SocketRules<ToServer, Why> = {
  shape: ToServer,
  codes,
  mostWaitingBytes: 2 * 1024 * 1024,
  mostMessages: 40,
};

export interface SocketEvents {
  resume(socket: LiveSocket, after: number | null): void;
  looks(socket: LiveSocket, conversations: string[]): void;
  types(socket: LiveSocket, typing: { conversation: string; isTyping: boolean }): void;
  gone(socket: LiveSocket): void;
}

/** One desk that looks: its connection, who sits before it, and how far it has been told. */
export class LiveSocket extends BrowserSocket<ToServer, Why> {
  /** What it came with; asked again who that is, now and then. */
  readonly request: FastifyRequest;
  caller: Caller;
  audience: string;
  /** Up to which number this desk has been told; undefined while it catches up, and before it asked to. */
  at: number | undefined;
  /** Something happened behind the wall; the new place in the stream is told without it, later. */
  owesPlace = false;
  readonly openedAt = performance.now();
  pingedAt = performance.now();
  checkAt = 0;
  asked = false;
  /** The conversations on this screen. */
  looking = new Set<string>();
  /** Those of them in which something is being written. */
  readonly typing = new Set<string>();
  /** What tells the screens of one person apart. */
  readonly id = randomUUID();
  #events: SocketEvents;

  constructor(
    { ws, wire, request, caller }: { ws: WebSocket; wire: Duplex; request: FastifyRequest; caller: Caller },
    events: SocketEvents,
  ) {
    super(ws, wire, rules);
    this.request = request;
    this.caller = caller;
    this.audience = audienceOf(caller);
    this.#events = events;
  }

  send(message: ToDesk): void {
    this.sendText(JSON.stringify(message));
  }

  override ping(): void {
    this.pingedAt = performance.now();
    super.ping();
  }

  protected gone(): void {
    this.#events.gone(this);
  }

  protected hear(message: ToServer): void {
    if ("looking" in message) this.#events.looks(this, message.looking);
    else if ("typing" in message) this.#events.types(this, message.typing);
    else if (this.asked || !("resume" in message)) this.close("misbehaved");
    else {
      this.asked = true;
      this.#events.resume(this, message.resume);
    }
  }
}
