import type { Duplex } from "node:stream";
import type { RawData, WebSocket } from "ws";
import type { z } from "zod";

/** What all sockets of a kind go by; made once, since there may be many thousands of them. */
export interface SocketRules<Message, Why extends string> {
  /** What a browser may say. */
  shape: z.ZodType<Message>;
  /** Why a socket is closed, for the browser to read (RFC 6455, 7.4; from 4000 on they are ours). */
  codes: Readonly<Record<Why | "misbehaved" | "tooSlow", number>>;
  /** A browser that does not read for so long that this much waits for it comes back when it is better connected. */
  mostWaitingBytes: number;
  /** In ten seconds. */
  mostMessages: number;
}

const windowMilliseconds = 10_000;

/** The connection of one browser: what it says in its shape and at its pace, what it is told, and how it ends. */
export abstract class BrowserSocket<Message extends object, Why extends string> {
  heardAt = performance.now();
  #ws: WebSocket;
  #wire: Duplex;
  #rules: SocketRules<Message, Why>;
  #windowAt = 0;
  #inWindow = 0;

  constructor(ws: WebSocket, wire: Duplex, rules: SocketRules<Message, Why>) {
    this.#ws = ws;
    this.#wire = wire;
    this.#rules = rules;
    ws.on("message", (data, isBinary) => this.#take(data, isBinary));
    ws.on("pong", () => {
      this.heardAt = performance.now();
    });
    ws.on("close", () => this.gone());
    // `close` follows, and the browser comes back by itself.
    ws.on("error", ignored);
  }

  /** What it says, but for the pings, which are answered. */
  protected abstract hear(message: Message): void;
  protected abstract gone(): void;

  get open(): boolean {
    return this.#ws.readyState === this.#ws.OPEN;
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
    if (this.open && this.#wire.writableLength > this.#rules.mostWaitingBytes) this.close("tooSlow");
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
    if (this.open) this.#ws.ping();
  }

  /** Says why, and cuts the connection if the browser does not answer soon. */
  close(why: Why | "misbehaved" | "tooSlow"): void {
    if (!this.open) return;
    this.#ws.close(this.#rules.codes[why], why);
    setTimeout(() => this.#ws.terminate(), 2_000).unref();
  }

  terminate(): void {
    this.#ws.terminate();
  }

  #take(data: RawData, isBinary: boolean) {
    this.heardAt = performance.now();
    if (this.heardAt - this.#windowAt > windowMilliseconds) {
      this.#windowAt = this.heardAt;
      this.#inWindow = 0;
    }
    const message =
      isBinary || ++this.#inWindow > this.#rules.mostMessages
        ? undefined
        : understood(this.#rules.shape, data);
    if (!message) this.close("misbehaved");
    else if ("ping" in message) this.sendText(JSON.stringify({ pong: message.ping }));
    else this.hear(message);
  }
}

const ignored = () => undefined;

function understood<Message>(shape: z.ZodType<Message>, data: RawData): Message | undefined {
  try {
    return shape.parse(JSON.parse(data.toString()));
  } catch {
    return undefined;
  }
}
