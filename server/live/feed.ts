import type { Caller } from "../caller.ts";
import type { Db } from "../db/database.ts";
import { mayHear } from "./audience.ts";
import { readEvents, readStreams } from "./read-events.ts";
import type { SequencedEvent } from "./sequenced-event.ts";

/** How many events are remembered for those who were away for a moment. */
const remembered = 1_000;
const pageSize = 1_000;

/** An event and how it goes over the wire, made once for everybody. */
export interface Item {
  event: SequencedEvent;
  text: string;
}

/**
 * The stream of one workspace as this process knows it: everything up to `seq`, in order and without gaps, whatever
 * the bus loses. What is missing is read from the database.
 */
export class Feed {
  readonly workspaceId: string;
  /** Resolves when it is known where the stream stands. */
  readonly ready: Promise<void>;
  seq = 0;
  #db: Db;
  #changed: () => void;
  #trouble: (error: unknown) => void;
  #items: Item[] = [];
  /** What came over the bus while the place in the stream was not known, or a gap was being filled. */
  #early: SequencedEvent[] = [];
  #open = false;
  #filling: Promise<void> | undefined;

  constructor(
    db: Db,
    workspaceId: string,
    { changed, trouble }: { changed: () => void; trouble: (error: unknown) => void },
  ) {
    this.#db = db;
    this.workspaceId = workspaceId;
    this.#changed = changed;
    this.#trouble = trouble;
    this.ready = this.#start();
    this.ready.catch(trouble);
  }

  async #start() {
    this.seq = (await readStreams(this.#db, [this.workspaceId])).get(this.workspaceId)!;
    this.#open = true;
    this.offer(this.#early.splice(0));
  }

  /** Takes events from the bus, in any state of completeness. */
  offer(events: SequencedEvent[]): void {
    if (!this.#open || this.#filling) {
      this.#early.push(...events);
      return;
    }
    const last = this.seq;
    let gap = false;
    for (const event of events) {
      if (event.seq === this.seq + 1) this.#add(event);
      else if (event.seq > this.seq) gap = true;
    }
    if (this.seq > last) this.#changed();
    if (gap) this.fill().catch(this.#trouble);
  }

  /** Reads what the stream has beyond `seq`. */
  fill(): Promise<void> {
    this.#filling ??= this.#readOn().then(
      () => {
        this.#filling = undefined;
        this.offer(this.#early.splice(0));
      },
      (error: unknown) => {
        this.#filling = undefined;
        // What is dropped here is in the database, and found at the next look at the streams.
        this.#early = [];
        throw error;
      },
    );
    return this.#filling;
  }

  async #readOn() {
    let page: SequencedEvent[];
    do {
      page = await readEvents(this.#db, this.workspaceId, {
        after: this.seq,
        upTo: Number.MAX_SAFE_INTEGER,
        limit: pageSize,
      });
      for (const event of page) this.#add(event);
      if (page.length) this.#changed();
    } while (page.length === pageSize);
  }

  #add(event: SequencedEvent) {
    this.#items.push(asItem(event));
    this.seq = event.seq;
    if (this.#items.length > 2 * remembered) this.#items.splice(0, this.#items.length - remembered);
  }

  /** What came after a number, if that is remembered; else undefined, and the database knows. */
  after(seq: number): Item[] | undefined {
    const back = this.seq - seq;
    if (back < 0 || back > this.#items.length) return undefined;
    return this.#items.slice(this.#items.length - back);
  }
}

/** What of it a caller may hear, as the frame `events` of the contract; undefined when that is nothing. */
export function frameFor(caller: Caller, items: Item[], seq: number): string | undefined {
  const heard = items.filter(({ event }) => mayHear(caller, event));
  if (!heard.length) return undefined;
  return `{"events":[${heard.map(({ text }) => text).join(",")}],"seq":${seq}}`;
}

export function asItem(event: SequencedEvent): Item {
  const { workspaceId: _workspace, id: _id, ...told } = event;
  return { event, text: JSON.stringify(told) };
}
