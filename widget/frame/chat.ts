import type {
  deleteVisitor,
  getChatHome,
  listChatMessages,
  patchVisitor,
  postChatEnd,
  postChatMessage,
  postTrack,
  postTranscript,
  postVisitor,
  putChatRating,
  putChatSeen,
  putPage,
  ToVisitor,
} from "../../contract/chat.ts";
import type { EventName, Hello, Identity, Page, ToPage } from "../bridge.ts";
import { call, carry, Refused, Unreached } from "./call.ts";
import type { keeper } from "./keep.ts";
import { liveLine, waitAfter } from "./live.ts";
import { knownUntil } from "./messages.ts";
import { newId, next, type Outgoing, readOutbox } from "./outbox.ts";
import { blip } from "./sound.ts";
import { beginsBy, chatOf, emptyState, heard, looksAt, openChat, unreadIn, type View } from "./state.ts";
import { makeStore } from "./store.ts";
import { locale, speak } from "./texts.ts";

export type ChatRoom = ReturnType<typeof chatRoom>;

const pollMs = 10_000;
const typingHoldsMs = 6_000;

/**
 * Everything the frame does: comes in, hears, says, remembers. What is said waits in the outbox until the server has
 * it; what is heard has numbers, so that nothing is missed or shown twice over a cut line.
 */
export function chatRoom({
  hello,
  keep,
  toPage,
}: {
  hello: Hello;
  keep: ReturnType<typeof keeper>;
  toPage: (message: ToPage) => void;
}) {
  const store = makeStore({ ...emptyState(locale), isOpen: hello.isOpen, phone: hello.phone });
  const { get, set } = store;
  const event = (name: EventName, data: unknown = null) => toPage({ kind: "event", name, data });
  let { identity, page, consent } = hello;
  let lastUnread = -1;
  let coming: Promise<void> | null = null;
  let sending = false;
  let failures = 0;
  let typingEnds: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  keep.consent(consent);
  set({ outbox: readOutbox(keep.get("outbox")) });

  const live = liveLine({
    url: `${location.origin.replace(/^http/, "ws")}/api/v1/chat/live`,
    hello: () => ({
      token: keep.get("token") ?? "",
      after: Object.fromEntries(
        Object.entries(get().logs).map(([id, { messages }]) => [id, knownUntil(messages)]),
      ),
      isLooking: isLooking(),
    }),
    hear,
    became: (line) => set({ line }),
    refused: () => {
      keep.set("token", null);
      void comeIn(true);
    },
  });

  const isLooking = () => get().isOpen && !document.hidden;

  store.listen(() => {
    const state = get();
    keep.set("outbox", state.outbox.length ? JSON.stringify(state.outbox) : null);
    const unread = unreadIn(state);
    if (state.phase === "in" && unread !== lastUnread) {
      lastUnread = unread;
      toPage({ kind: "unread", count: unread });
    }
  });

  /** Comes in as who one was, as who the site says, or as somebody new. One try at a time. */
  function comeIn(again = false): Promise<void> {
    if (!again && get().phase === "in") return Promise.resolve();
    // Who one is may have changed since it was last said.
    if (again && coming) return coming.then(() => comeIn(true));
    coming ??= enter().finally(() => {
      coming = null;
    });
    return coming;
  }

  async function enter() {
    if (get().phase === "out") set({ phase: "coming" });
    try {
      const answer = await call<typeof postVisitor>("POST", "/chat/visitors", {
        key: hello.key,
        token: keep.get("token") ?? undefined,
        identity: identity ?? undefined,
        locale,
        consents: consent,
        page: page ?? undefined,
        timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
      });
      carry(answer.token);
      keep.set("token", answer.token);
      const sound = keep.get("sound");
      set({
        phase: "in",
        home: answer.home,
        hasSound: sound === null ? answer.home.widget.hasSound : sound === "1",
      });
      toPage({ kind: "awaits", awaits: answer.home.chats.length > 0 });
      live.start();
      void pump();
    } catch (error) {
      if (error instanceof Refused) return set({ phase: "barred", why: error.message });
      if (!(error instanceof Unreached)) throw error;
      if (get().phase !== "in") set({ phase: "failed" });
    }
  }

  function hear(message: ToVisitor) {
    if ("ready" in message) {
      set({ home: message.ready });
      void catchUp();
    } else if ("chat" in message) take(message.chat, message.messages);
    else if ("resync" in message) void read(message.resync, true);
    else if ("availability" in message) {
      const { home } = get();
      if (home) set({ home: { ...home, availability: message.availability } });
    } else if ("typing" in message) {
      const { conversation, face, isTyping } = message.typing;
      clearTimeout(typingEnds);
      set({ typing: isTyping ? { conversation, face } : null });
      if (isTyping) typingEnds = setTimeout(() => set({ typing: null }), typingHoldsMs);
    }
  }

  /** Takes in what was said, and tells the site, the ear and the server of it. */
  function take(chat: Parameters<typeof heard>[1], messages: Parameters<typeof heard>[2]) {
    const id = chat!.conversation;
    const before = knownUntil(get().logs[id]?.messages ?? []);
    const wasKnown = Boolean(chatOf(get(), id));
    const begins = !wasKnown && beginsBy(get(), messages);
    const fresh = messages.filter(
      ({ seq, from, isAcknowledgement }) => seq > before && from !== "visitor" && !isAcknowledgement,
    );
    set((state) => heard(state, chat, messages, id));
    if (begins) {
      toPage({ kind: "awaits", awaits: true });
      event("started", { conversation: id });
    }
    if (fresh.length && (wasKnown || before)) {
      // Not what was said: the words are between the visitor and us.
      for (const { from } of fresh) event("message", { conversation: id, from });
      set({ typing: null });
      if (get().hasSound && !looksAt(get(), id)) blip();
    }
    if (looksAt(get(), id)) see(id);
  }

  /** After a cut, or without a socket: whatever is newer than what is known. */
  async function catchUp() {
    const { home, logs } = get();
    for (const { conversation, lastSeq } of home?.chats ?? [])
      if (logs[conversation] && knownUntil(logs[conversation].messages) < lastSeq)
        await read(conversation, false);
  }

  /** Reads what is new in a chat; `anew` the newest, as if nothing were known. */
  async function read(id: string, anew: boolean): Promise<void> {
    const log = get().logs[id];
    const after = log && !anew ? `?after=${knownUntil(log.messages)}&limit=100` : "";
    await quietly(async () => {
      const found = await call<typeof listChatMessages>("GET", `/chat/conversations/${id}/messages${after}`);
      if (anew || !log)
        set(({ logs, ...state }) => ({
          ...state,
          logs: { ...logs, [id]: { messages: [], hasMore: found.hasMore } },
        }));
      take(found.chat, found.messages);
      if (after && found.hasMore) await read(id, false);
    });
  }

  async function readEarlier(id: string) {
    const first = get().logs[id]?.messages[0]?.seq;
    if (!first) return;
    await quietly(async () => {
      const found = await call<typeof listChatMessages>(
        "GET",
        `/chat/conversations/${id}/messages?before=${first}&limit=50`,
      );
      set((state) => heard(state, null, found.messages, id));
      set(({ logs, ...state }) => ({
        ...state,
        logs: { ...logs, [id]: { ...logs[id]!, hasMore: found.hasMore } },
      }));
    });
  }

  /** What fails because the line is cut is made up for when it is back; anything else is a fault that shows. */
  async function quietly(work: () => Promise<unknown>) {
    try {
      await work();
    } catch (error) {
      if (error instanceof Refused && error.code === "not_signed_in") return comeIn(true);
      if (!(error instanceof Unreached) && !(error instanceof Refused)) throw error;
    }
  }

  /** What is seen is read; the server then sends no mail of it. */
  function see(id: string) {
    const chat = chatOf(get(), id);
    if (!chat || chat.seenSeq >= chat.lastSeq) return;
    const seq = chat.lastSeq;
    set((state) => heard(state, { ...chat, seenSeq: seq, unread: 0 }, [], id));
    if (!live.say({ seen: { conversation: id, seq } }))
      void quietly(() => call<typeof putChatSeen>("PUT", `/chat/conversations/${id}/seen`, { seq }));
  }

  function say(what: Pick<Outgoing, "text" | "files"> & Partial<Outgoing>) {
    const { view, invitation } = get();
    const one: Outgoing = {
      clientId: newId(),
      conversation: view.name === "chat" ? view.id : (openChat(get())?.conversation ?? null),
      writtenAt: new Date().toISOString(),
      problem: null,
      ...(invitation && { invitation: invitation.id }),
      ...what,
    };
    set((state) => ({ ...state, outbox: [...state.outbox, one], invitation: null }));
    void pump();
  }

  /** Sends what waits, one after the other, until all has gone or the line is cut. */
  async function pump(): Promise<void> {
    const one = next(get().outbox);
    if (!one || sending || get().phase !== "in") return;
    sending = true;
    clearTimeout(retry);
    try {
      const { clientId, conversation, text, files, quickReply, preChat, invitation } = one;
      const answer = await call<typeof postChatMessage>("POST", "/chat/messages", {
        clientId,
        conversation: conversation ?? undefined,
        text,
        files: files.map(({ id }) => id),
        quickReply,
        preChat,
        invitation,
        page: page ?? undefined,
      });
      failures = 0;
      arrived(one, answer);
    } catch (error) {
      await notSent(one, error);
    } finally {
      sending = false;
    }
    if (failures === 0) return pump();
    retry = setTimeout(pump, waitAfter(failures - 1));
  }

  function arrived(
    one: Outgoing,
    { message, chat, messages }: Awaited<ReturnType<typeof call<typeof postChatMessage>>>,
  ) {
    if (one.preChat && get().home) void refresh();
    take(chat, [message, ...messages]);
  }

  async function notSent(one: Outgoing, error: unknown) {
    if (!(error instanceof Refused || error instanceof Unreached)) throw error;
    failures += 1;
    if (error instanceof Unreached) return;
    if (error.code === "not_signed_in") return comeIn(true);
    if (error.code === "too_many_requests") return;
    failures = 0;
    set((state) => ({
      ...state,
      outbox: state.outbox.map((each) =>
        each.clientId === one.clientId ? { ...each, problem: error.message } : each,
      ),
    }));
  }

  const refresh = () => quietly(async () => set({ home: await call<typeof getChatHome>("GET", "/chat") }));

  function go(view: View) {
    set({ view, viewing: null });
    if (view.name !== "chat" || view.id === null) return;
    if (!get().logs[view.id]) void read(view.id, true);
    else see(view.id);
  }

  function look() {
    live.say({ isLooking: isLooking() });
    if (!isLooking()) return;
    live.hurry();
    const { view } = get();
    if (view.name === "chat" && view.id) see(view.id);
  }

  // Without a socket (a proxy that lets none through) one asks now and then, as long as somebody looks.
  setInterval(() => {
    if (get().phase === "failed" && isLooking()) return void comeIn();
    if (get().phase !== "in" || get().line === "live" || !isLooking()) return;
    void refresh().then(catchUp).then(pump);
  }, pollMs);
  addEventListener("online", () => {
    set({ isOnline: true });
    live.hurry();
    failures = 0;
    if (get().phase === "failed") void comeIn();
    void pump();
  });
  addEventListener("offline", () => set({ isOnline: false }));
  document.addEventListener("visibilitychange", look);

  if (hello.isOpen || identity || keep.get("token")) void comeIn();

  return {
    store,
    comeIn,
    go,
    say,
    see,
    readEarlier,
    event,
    close: () => toPage({ kind: "close" }),
    height: (height: number) => {
      keep.set("height", `${height}`);
      toPage({ kind: "height", height });
    },
    keep,
    typing(text: string) {
      const { view, home } = get();
      live.say({
        typing: {
          conversation: view.name === "chat" ? view.id : null,
          isTyping: text !== "",
          text: home?.widget.showsTyping ? text : "",
        },
      });
    },
    again(clientId: string) {
      set((state) => ({
        ...state,
        outbox: state.outbox.map((one) => (one.clientId === clientId ? { ...one, problem: null } : one)),
      }));
      failures = 0;
      void pump();
    },
    discard(clientId: string) {
      set((state) => ({ ...state, outbox: state.outbox.filter((one) => one.clientId !== clientId) }));
    },
    sound(isOn: boolean) {
      keep.set("sound", isOn ? "1" : "0");
      set({ hasSound: isOn });
      if (isOn) blip();
    },
    async leaveAddress(email: string) {
      const visitor = await call<typeof patchVisitor>("PATCH", "/chat/visitors/me", { email });
      set(({ home, ...state }) => ({ ...state, home: home && { ...home, visitor } }));
      await refresh();
    },
    async end(id: string) {
      const chat = await call<typeof postChatEnd>("POST", `/chat/conversations/${id}/end`);
      set((state) => heard(state, chat, [], id));
      event("ended", { conversation: id });
    },
    async rate(id: string, score: number, comment: string) {
      const chat = await call<typeof putChatRating>("PUT", `/chat/conversations/${id}/rating`, {
        score,
        comment,
      });
      set((state) => heard(state, chat, [], id));
      event("rated", { conversation: id, score });
    },
    transcript: (id: string) => call<typeof postTranscript>("POST", `/chat/conversations/${id}/transcripts`),
    async speak(wanted: string) {
      await speak(wanted);
      set({ locale });
      if (get().phase !== "in") return;
      await quietly(() => call<typeof patchVisitor>("PATCH", "/chat/visitors/me", { locale }));
      await refresh();
    },
    opened(isOpen: boolean, phone: boolean) {
      if (isOpen) void comeIn();
      set({ isOpen, phone });
      look();
    },
    /** Puts words before the visitor, who sends them or does not. */
    ask(text: string) {
      keep.set("draft", text);
      void comeIn().then(() =>
        set({ asked: { text }, view: { name: "chat", id: openChat(get())?.conversation ?? null } }),
      );
    },
    invited(invitation: { id: string; text: string }) {
      set({ invitation, view: { name: "chat", id: openChat(get())?.conversation ?? null } });
    },
    identify(who: Identity) {
      identity = who;
      set({ logs: {} });
      void comeIn(true).then(() => {
        live.stop();
        live.start();
      });
    },
    consent(given: boolean) {
      if (given === consent) return;
      consent = given;
      keep.consent(given);
      if (get().phase === "in")
        void quietly(() => call<typeof patchVisitor>("PATCH", "/chat/visitors/me", { consents: given }));
    },
    page(now: Page) {
      page = now;
      if (get().phase === "in") void quietly(() => call<typeof putPage>("PUT", "/chat/page", now));
    },
    track(name: string, data: Record<string, string | number | boolean>) {
      if (get().phase === "in")
        void quietly(() => call<typeof postTrack>("POST", "/chat/tracks", { name, data }));
    },
    /** Forgets who was here, in this browser and at the server. */
    async logout() {
      const token = keep.get("token");
      const isOpen = get().isOpen;
      live.stop();
      keep.forget();
      identity = null;
      page = null;
      set({ ...emptyState(locale), isOpen, phone: get().phone });
      toPage({ kind: "unread", count: 0 });
      toPage({ kind: "awaits", awaits: false });
      if (token) {
        carry(token);
        await quietly(() => call<typeof deleteVisitor>("DELETE", "/chat/visitors/me"));
      }
      carry(null);
      if (isOpen) await comeIn();
    },
  };
}
