import type { FromVisitor, ToVisitor } from "../../contract/chat.ts";

/** `off` is meant to be; `waiting` tries again by itself. */
export type Line = "off" | "connecting" | "live" | "waiting";

const shortestWaitMs = 1_000;
const longestWaitMs = 30_000;
const askEveryMs = 25_000;
const answerWithinMs = 10_000;
/** RFC 6455, 7.4: those from 4400 to 4403 say that this token is not wanted. */
const refusedCodes = [4401, 4403];

/**
 * The socket on which the visitor hears. After a cut it comes back by itself, ever slower and by chance, and says how
 * far it knows each chat; what it missed follows.
 */
export function liveLine({
  url,
  hello,
  hear,
  became,
  refused,
  open = (url: string) => new WebSocket(url),
}: {
  url: string;
  hello: () => FromVisitor;
  hear: (message: ToVisitor) => void;
  became: (line: Line) => void;
  refused: (code: number) => void;
  open?: (url: string) => WebSocket;
}) {
  let socket: WebSocket | undefined;
  let line: Line = "off";
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;
  const become = (now: Line) => {
    if (line === now) return;
    line = now;
    became(now);
  };
  const say = (message: FromVisitor) => {
    if (socket?.readyState !== 1) return false;
    socket.send(JSON.stringify(message));
    return true;
  };

  function connect() {
    drop();
    become("connecting");
    const mine = open(url);
    socket = mine;
    patience = setTimeout(() => lost(mine), answerWithinMs);
    mine.onopen = () => say(hello());
    mine.onmessage = ({ data }) => {
      if (socket !== mine) return;
      const message = JSON.parse(data) as ToVisitor;
      heard(mine);
      if ("pong" in message) return;
      if ("leave" in message) return lost(mine, message.leave);
      if ("ready" in message) become("live");
      hear(message);
    };
    mine.onclose = ({ code }) => lost(mine, undefined, code);
  }

  function heard(mine: WebSocket) {
    failures = 0;
    clearTimeout(patience);
    clearTimeout(timer);
    timer = setTimeout(() => {
      say({ ping: Date.now() });
      patience = setTimeout(() => lost(mine), answerWithinMs);
    }, askEveryMs);
  }

  function lost(mine: WebSocket, comeBackMs?: number, code?: number) {
    if (socket !== mine) return;
    drop();
    if (code !== undefined && refusedCodes.includes(code)) {
      become("off");
      return refused(code);
    }
    become("waiting");
    timer = setTimeout(connect, comeBackMs ?? waitAfter(failures++));
  }

  function drop() {
    clearTimeout(timer);
    clearTimeout(patience);
    const old = socket;
    socket = undefined;
    old?.close();
  }

  return {
    say,
    line: () => line,
    start() {
      if (line === "off") connect();
    },
    /** The browser says that the line is back, or somebody looks again: no reason to wait. */
    hurry() {
      if (line !== "waiting") return;
      failures = 0;
      connect();
    },
    stop() {
      drop();
      become("off");
    },
  };
}

/** Doubles with every failure; by chance up to half shorter, so that not all come back at once. */
export const waitAfter = (failures: number, chance = Math.random()) =>
  Math.min(shortestWaitMs * 2 ** Math.min(failures, 10), longestWaitMs) * (0.5 + chance / 2);
