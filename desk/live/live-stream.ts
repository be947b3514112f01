import type { Event } from "../../contract/conversations.ts";
import type { ToDesk, ToServer } from "../../contract/live.ts";

/** How the visitor of a chat stands, and which colleagues look at a conversation: true at this moment, and no event. */
export type Visitor = Extract<ToDesk, { visitor: unknown }>["visitor"];
export type Colleagues = Extract<ToDesk, { colleagues: unknown }>["colleagues"];

/** What we use of a `WebSocket`. */
export type Socket = Pick<WebSocket, "send" | "close" | "onopen" | "onmessage" | "onclose">;

/**
 * - `resting`: nobody has asked for it.
 * - `connecting`: on the way for the first time, or again.
 * - `live`: what is on the screen is what is.
 * - `waiting`: cut off; the next try comes by itself.
 * - `ended`: the server no longer knows the session.
 */
export type LiveState = "resting" | "connecting" | "live" | "waiting" | "ended";

const answerWithinMs = 10_000;
const askEveryMs = 15_000;
const shortestWaitMs = 500;
const longestWaitMs = 30_000;
const signedOutCode = 4401;

/**
 * The desk's end of the live stream. It remembers the number of the last event it knows and goes on from there after
 * a lost connection, a sleep or a restart of the server, so that every listener is given each event once, in order.
 */
export class LiveStream {
  state: LiveState = "resting";
  #open: () => Socket;
  #seq: number | null = null;
  #socket: Socket | undefined;
  #failures = 0;
  /** How long the server asked us to stay away, when it said goodbye. */
  #comeBackMs: number | undefined;
  #nextTry: ReturnType<typeof setTimeout> | undefined;
  /** Runs out when the server is silent for too long. */
  #patience: ReturnType<typeof setTimeout> | undefined;
  #nextQuestion: ReturnType<typeof setTimeout> | undefined;
  #eventListeners = new Set<(events: Event[]) => void>();
  #resyncListeners = new Set<() => void>();
  #stateListeners = new Set<() => void>();
  #visitorListeners = new Set<(visitor: Visitor) => void>();
  #colleaguesListeners = new Set<(colleagues: Colleagues) => void>();
  #looking: readonly string[] = [];

  constructor(open: () => Socket) {
    this.#open = open;
  }

  start() {
    if (this.state === "resting" || this.state === "ended") this.#connect();
  }

  /** Forgets where it stood: the next one who starts it may be somebody else. */
  stop() {
    this.#drop();
    this.#seq = null;
    this.#failures = 0;
    this.#become("resting");
  }

  /** The network is back, the lid was opened or the tab is in front again: no time to wait, and none to trust. */
  wake() {
    if (this.state === "waiting") this.#connect();
    else if (this.state === "live") this.#ask();
  }

  onEvents(listener: (events: Event[]) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  /** Too much was missed, or the wall moved: what is known must be read anew. */
  onResync(listener: () => void): () => void {
    this.#resyncListeners.add(listener);
    return () => this.#resyncListeners.delete(listener);
  }

  onState(listener: () => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  onVisitor(listener: (visitor: Visitor) => void): () => void {
    this.#visitorListeners.add(listener);
    return () => this.#visitorListeners.delete(listener);
  }

  onColleagues(listener: (colleagues: Colleagues) => void): () => void {
    this.#colleaguesListeners.add(listener);
    return () => this.#colleaguesListeners.delete(listener);
  }

  /** Which conversations are on the screen. Said again after a lost connection. */
  look(at: readonly string[]) {
    this.#looking = at;
    if (this.state === "live") this.#say({ looking: [...at] });
  }

  /** Tells that an answer is being written, or no longer. Cut off it is told to nobody, and soon not true. */
  typing(conversation: string, isTyping: boolean) {
    if (this.state === "live") this.#say({ typing: { conversation, isTyping } });
  }

  #connect() {
    this.#drop();
    this.#become("connecting");
    const socket = this.#open();
    this.#socket = socket;
    // A socket that was given up may still speak; it is no longer heard.
    const ours = () => this.#socket === socket;
    socket.onopen = () => ours() && this.#say({ resume: this.#seq });
    socket.onmessage = ({ data }) => ours() && this.#hear(JSON.parse(data as string) as ToDesk);
    socket.onclose = ({ code }) => ours() && this.#lost(code);
    this.#expectAnswer();
  }

  #say(message: ToServer) {
    this.#socket?.send(JSON.stringify(message));
  }

  #hear(message: ToDesk) {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    if ("ready" in message) {
      this.#seq ??= message.ready;
      this.#begin();
    } else if ("resync" in message) {
      this.#seq = message.resync;
      this.#begin();
      this.#tell(this.#resyncListeners, undefined);
    } else if ("events" in message) {
      const known = this.#seq ?? 0;
      const fresh = message.events.filter((event) => event.seq > known);
      this.#seq = Math.max(known, message.seq);
      if (fresh.length > 0) this.#tell(this.#eventListeners, fresh);
    } else if ("visitor" in message) {
      this.#tell(this.#visitorListeners, message.visitor);
    } else if ("colleagues" in message) {
      this.#tell(this.#colleaguesListeners, message.colleagues);
    } else if ("leave" in message) {
      this.#comeBackMs = message.leave;
    }
  }

  #begin() {
    this.#failures = 0;
    this.#become("live");
    if (this.#looking.length > 0) this.#say({ looking: [...this.#looking] });
    this.#askLater();
  }

  /** The server's pings are answered by the browser, out of our sight; asking ourselves shows that it is there. */
  #ask() {
    this.#expectAnswer();
    this.#say({ ping: 1 });
    this.#askLater();
  }

  #askLater() {
    clearTimeout(this.#nextQuestion);
    this.#nextQuestion = setTimeout(() => this.#ask(), askEveryMs);
  }

  #expectAnswer() {
    this.#patience ??= setTimeout(() => this.#lost(undefined), answerWithinMs);
  }

  #lost(code: number | undefined) {
    this.#drop();
    if (code === signedOutCode) return this.#become("ended");
    const wait = this.#comeBackMs ?? waitAfter(this.#failures++);
    this.#comeBackMs = undefined;
    this.#nextTry = setTimeout(() => this.#connect(), wait);
    this.#become("waiting");
  }

  #drop() {
    clearTimeout(this.#nextTry);
    clearTimeout(this.#patience);
    clearTimeout(this.#nextQuestion);
    this.#patience = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  #become(state: LiveState) {
    if (state === this.state) return;
    this.state = state;
    this.#tell(this.#stateListeners, undefined);
  }

  /** One listener that fails keeps neither the others nor the stream from going on. */
  #tell<Told>(listeners: Set<(told: Told) => void>, told: Told) {
    for (const listener of listeners) {
      try {
        listener(told);
      } catch (thrown) {
        reportError(thrown);
      }
    }
  }
}

/** Doubles with every failure; by chance up to half shorter, so that not all desks come back at once. */
const waitAfter = (failures: number) =>
  Math.min(shortestWaitMs * 2 ** failures, longestWaitMs) * (0.5 + Math.random() / 2);
