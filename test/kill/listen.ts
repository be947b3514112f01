/** A desk that looks at the live stream and comes back by itself, as the real one does. */
import { WebSocket } from "ws";
import { livePath, ToDesk } from "../../contract/live.ts";
import type { Ground } from "../process/ground.ts";

export interface Desk {
  heard: { seq: number; kind: string }[];
  /** Where the stream stood when it first looked. */
  from: number;
  seq: number | null;
  connections: number;
  resyncs: number;
  stop(): void;
}

export function listen({ url, cookie }: Ground): Desk {
  let socket: WebSocket | undefined;
  let stopped = false;
  const desk: Desk = {
    heard: [],
    from: 0,
    seq: null,
    connections: 0,
    resyncs: 0,
    stop() {
      stopped = true;
      socket?.terminate();
    },
  };
  const look = () => {
    if (stopped) return;
    socket = new WebSocket(`${url.replace("http", "ws")}${livePath}`, {
      headers: { cookie, host: "localhost" },
      handshakeTimeout: 5_000,
    });
    socket.on("open", () => {
      desk.connections++;
      socket!.send(JSON.stringify({ resume: desk.seq }));
    });
    socket.on("message", (data) => take(desk, ToDesk.parse(JSON.parse(String(data)))));
    // `close` follows.
    socket.on("error", () => undefined);
    socket.on("close", () => setTimeout(look, 100));
  };
  look();
  return desk;
}

function take(desk: Desk, message: ToDesk) {
  if ("ready" in message) {
    if (desk.seq === null) desk.from = message.ready;
    desk.seq ??= message.ready;
  } else if ("events" in message) {
    desk.heard.push(...message.events.map(({ seq, kind }) => ({ seq, kind })));
    desk.seq = message.seq;
  } else if ("resync" in message) {
    desk.resyncs++;
    desk.seq = message.resync;
  }
}
