/** A bare connection, for what no client library would send. */
import { connect, type Socket } from "node:net";

export interface Wire {
  write(what: string | Buffer): void;
  /** What came until now and matches, and takes it; waits until it comes. Rejects when the other side closes first. */
  until(pattern: RegExp): Promise<string>;
  /** Everything that comes until the other side closes. */
  rest(): Promise<string>;
  readonly open: boolean;
  close(): void;
}

export async function openWire(port: number, patienceMs = 10_000): Promise<Wire> {
  const socket: Socket = connect(port, "127.0.0.1");
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  let received = "";
  let ended = false;
  let look: () => void = () => undefined;
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    received += chunk;
    look();
  });
  // A reset is a way of closing, too.
  socket.on("error", () => undefined);
  socket.on("close", () => {
    ended = true;
    look();
  });

  const wait = <T>(find: () => T | undefined) =>
    new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => fail(`no answer within ${patienceMs} ms`), patienceMs);
      const fail = (why: string) => {
        clearTimeout(timer);
        reject(new Error(`${why}; came: ${JSON.stringify(received.slice(-300))}`));
      };
      look = () => {
        const found = find();
        if (found !== undefined) {
          clearTimeout(timer);
          resolve(found);
        } else if (ended) fail("closed");
      };
      look();
    });

  return {
    write: (what) => void socket.write(what),
    until: (pattern) =>
      wait(() => {
        const match = received.match(pattern);
        if (!match) return undefined;
        received = received.slice(match.index! + match[0].length);
        return match[0];
      }),
    rest: () => wait(() => (ended ? received : undefined)),
    get open() {
      return !ended;
    },
    close: () => socket.destroy(),
  };
}
