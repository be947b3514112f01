import type { Db } from "../db/database.ts";
import { asItem, Feed, frameFor, type Item } from "./feed.ts";
import { textFrame } from "./frames.ts";
import type { LiveSocket } from "./live-socket.ts";
import { readEvents } from "./read-events.ts";
import type { SequencedEvent } from "./sequenced-event.ts";

/** Events that come this close together share a frame. */
const gatherMilliseconds = 20;
/** Who was away for longer, or missed more, reads everything anew: it is less. */
export const mostReplayed = 5_000;
export const replayedHours = 72;
const pageSize = 500;

/** The desks that look at one workspace. Each is told every event it may hear of, in order, once. */
export class Room {
  readonly feed: Feed;
  readonly sockets = new Set<LiveSocket>();
  #db: Db;
  #trouble: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #nextAt = 0;

  constructor(db: Db, workspaceId: string, trouble: (error: unknown) => void) {
    this.#db = db;
    this.#trouble = trouble;
    this.feed = new Feed(db, workspaceId, { changed: () => this.#tellSoon(), trouble });
  }

  /** Tells a desk what it missed, then puts it among those who are told as it happens. */
  async resume(socket: LiveSocket, after: number | null): Promise<void> {
    try {
      await this.feed.ready;
      if (after === null) this.#begin(socket, { ready: this.feed.seq });
      else await this.#catchUp(socket, after, { ready: after });
    } catch (error) {
      this.#trouble(error);
      socket.close("unavailable");
    }
  }

  /**
   * The step from the past to the present is one that nothing can come between: the last of what was missed is
   * taken from memory and sent in the same turn in which the desk is put among the others.
   */
  async #catchUp(socket: LiveSocket, after: number, firstWord?: { ready: number }) {
    // Its events may have come to this desk by another process, sooner.
    if (after > this.feed.seq) await this.feed.fill();
    const behind = this.feed.seq - after;
    if (behind < 0 || behind > mostReplayed) return this.resync(socket);

    let at = after;
    let greeting = firstWord;
    while (socket.open) {
      const present = this.feed.after(at);
      const items = present ?? (await this.#past(at));
      const first = items[0]?.event;
      if (!present && (first?.seq !== at + 1 || (greeting && isLongAgo(first)))) return this.resync(socket);

      if (greeting) socket.send(greeting);
      greeting = undefined;
      at = items.at(-1)?.event.seq ?? at;
      const text = frameFor(socket.caller, items, at);
      if (text) socket.sendText(text);
      else if (items.length) socket.owesPlace = true;
      if (present) {
        socket.at = at;
        return;
      }
      await socket.drained();
    }
  }

  async #past(after: number): Promise<Item[]> {
    const { workspaceId, seq } = this.feed;
    return (await readEvents(this.#db, workspaceId, { after, upTo: seq, limit: pageSize })).map(asItem);
  }

  /** Lets a desk read everything anew and go on from here. */
  resync(socket: LiveSocket): void {
    this.#begin(socket, { resync: this.feed.seq });
  }

  #begin(socket: LiveSocket, word: { ready: number } | { resync: number }) {
    socket.send(word);
    socket.at = this.feed.seq;
    socket.owesPlace = false;
  }

  #tellSoon() {
    if (this.#timer || !this.sockets.size) return;
    this.#timer = setTimeout(() => this.#tell(), Math.max(0, this.#nextAt - performance.now()));
  }

  #tell() {
    this.#timer = undefined;
    const began = performance.now();
    const { seq } = this.feed;
    const frames = new Map<string, Buffer | null>();
    for (const socket of this.sockets) {
      const { at } = socket;
      if (at === undefined || at >= seq) continue;
      const who = `${at} ${socket.audience}`;
      let frame = frames.get(who);
      if (frame === undefined) {
        const items = this.feed.after(at);
        if (!items) {
          // More came at once than is remembered.
          socket.at = undefined;
          this.#catchUp(socket, at).catch((error) => {
            this.#trouble(error);
            socket.close("unavailable");
          });
          continue;
        }
        const text = frameFor(socket.caller, items, seq);
        frame = text === undefined ? null : textFrame(text);
        frames.set(who, frame);
      }
      if (frame) socket.write(frame);
      socket.owesPlace = !frame;
      socket.at = seq;
    }
    const took = performance.now() - began;
    // A room so full that telling takes long tells less often, so that there is time for the rest.
    this.#nextAt = began + Math.max(gatherMilliseconds, 1.5 * took);
  }

  /** Tells those who heard nothing, because it was not for them, how far the stream has come. */
  tellPlaces(): void {
    for (const socket of this.sockets)
      if (socket.owesPlace && socket.at !== undefined) {
        socket.send({ events: [], seq: socket.at });
        socket.owesPlace = false;
      }
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}

const isLongAgo = ({ at }: SequencedEvent) => Date.now() - Date.parse(at) > replayedHours * 3_600_000;
