import type { Duplex } from "node:stream";
import type { FastifyRequest } from "fastify";
import type { RawData, WebSocket } from "ws";
import { type ToDesk, ToServer } from "../../contract/live.ts";
import type { Caller } from "../caller.ts";
import { audienceOf } from "./audience.ts";

/** Why a socket is closed, for the desk to read (RFC 6455, 7.4; from 4000 on they are ours). */
export const closeCodes = {
  misbehaved: 1008,
  stopping: 1012,
  unavailable: 1013,
  signedOut: 4401,
  tooSlow: 4408,
} as const;

/** A desk that does not read for so long that this much waits for it resumes when it is better connected. */
const mostWaitingBytes = 2 * 1024 * 1024;
const messagesPerWindow = 40;
const windowMilliseconds = 10_000;

export interface SocketEvents {
  resume(socket: LiveSocket, after: number | null): void;
  gone(socket: LiveSocket): void;
}

/** One desk that looks: its connection, who sits before it, and how far it has been told. */
export class LiveSocket {
  /** What it came with; asked again who that is, now and then. */
  readonly request: FastifyRequest;
  caller: Caller;
  audience: string;
  /** Up to which number this desk has been told; undefined while it catches up, and before it asked to. */
  at: number | undefined;
  /** Something happened behind the wall; the new place in the stream is told without it, later. */
  owesPlace = false;
  readonly openedAt = performance.now();
  heardAt = performance.now();
  pingedAt = performance.now();
  checkAt = 0;
  asked = false;
  #ws: WebSocket;
  #wire: Duplex;
  #windowAt = 0;
  #inWindow = 0;

  constructor(
    { ws, wire, request, caller }: { ws: WebSocket; wire: Duplex; request: FastifyRequest; caller: Caller },
    events: SocketEvents,
  ) {
    this.#ws = ws;
    this.#wire = wire;
    this.request = request;
    this.caller = caller;
    this.audience = audienceOf(caller);
    ws.on("message", (data, isBinary) => this.#hear(data, isBinary, events));
    ws.on("pong", () => {
      this.heardAt = performance.now();
    });
    ws.on("close", () => events.gone(this));
    // `close` follows, and the desk comes back by itself.
    ws.on("error", () => undefined);
  }

  get open(): boolean {
    return this.#ws.readyState === this.#ws.OPEN;
  }

  send(message: ToDesk): void {
    this.sendText(JSON.stringify(message));
  }

  sendText(text: string): void {
    if (this.open) this.#ws.send(text);
    this.#mindTheSlow();
  }

  /** Writes a frame that was made for many. `ws` keeps no queue of its own here, so nothing comes between. */
  write(frame: Buffer): void {
    if (this.open) this.#wire.write(frame);
    this.#mindTheSlow();
  }

  #mindTheSlow() {
    if (this.open && this.#wire.writableLength > mostWaitingBytes) this.close("tooSlow");
  }

  /** Resolves when what was written has left, so that a long replay does not pile up. */
  async drained(): Promise<void> {
    while (this.open && this.#wire.writableNeedDrain)
      await new Promise<void>((resolve) => {
        const go = () => {
          this.#wire.off("drain", go);
          this.#ws.off("close", go);
          resolve();
        };
        this.#wire.once("drain", go);
        this.#ws.once("close", go);
      });
  }

  ping(): void {
    this.pingedAt = performance.now();
    if (this.open) this.#ws.ping();
  }

  /** Says why, and cuts the connection if the desk does not answer soon. */
  close(why: keyof typeof closeCodes): void {
    if (!this.open) return;
    this.#ws.close(closeCodes[why], why);
    setTimeout(() => this.#ws.terminate(), 2_000).unref();
  }

  terminate(): void {
    this.#ws.terminate();
  }

  #hear(data: RawData, isBinary: boolean, events: SocketEvents) {
    this.heardAt = performance.now();
    if (this.heardAt - this.#windowAt > windowMilliseconds) {
      this.#windowAt = this.heardAt;
      this.#inWindow = 0;
    }
    const message = isBinary || ++this.#inWindow > messagesPerWindow ? undefined : understood(data);
    if (!message) this.close("misbehaved");
    else if ("ping" in message) this.send({ pong: message.ping });
    else if (this.asked) this.close("misbehaved");
    else {
      this.asked = true;
      events.resume(this, message.resume);
    }
  }
}

function understood(data: RawData): ToServer | undefined {
  try {
    return ToServer.parse(JSON.parse(data.toString()));
  } catch {
    return undefined;
  }
}
