import { randomUUID } from "node:crypto";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import {
  type Chat,
  type ChatHome,
  type ChatMessage,
  type ChatWidget,
  chatLivePath,
  type FromVisitor,
  getChatHome,
  listChatMessages,
  patchVisitor,
  postChatMessage,
  postChatWidget,
  postVisitor,
  putChatSeen,
  ToVisitor,
} from "../../contract/chat.ts";
import type { BodyIn, ReplyOf } from "../../contract/route.ts";
import type { Client, World, WorldBrand } from "../../test/world.ts";

/** A widget of a brand. */
export const widgetFor = (
  w: Pick<World, "omar">,
  brand: WorldBrand,
  settings: Partial<BodyIn<typeof postChatWidget>> = {},
): Promise<ChatWidget> =>
  w.omar.call(postChatWidget, {
    body: { name: `Shop ${randomUUID()}`, inbox: brand.inbox.id, ...settings },
  });

/** Somebody's browser on a site. */
export interface Browser {
  token: string;
  home: ChatHome;
  client: Pick<Client, "call" | "refused" | "ask">;
  say(text: string, more?: Partial<BodyIn<typeof postChatMessage>>): Promise<ReplyOf<typeof postChatMessage>>;
  messages(conversation: string, after?: number): Promise<ChatMessage[]>;
  look(options?: { after?: Record<string, number>; url?: string }): Promise<Looking>;
  goHome(): Promise<ChatHome>;
  sees(conversation: string, seq: number): Promise<void>;
  leavesAddress(email: string): Promise<unknown>;
}

/** What a socket hears. */
export interface Looking {
  ready: ChatHome;
  heard: ChatMessage[];
  chats: Chat[];
  typing: { name: string; isTyping: boolean }[];
  resyncs: string[];
  say(message: FromVisitor): void;
  drop(): void;
  closed: Promise<number>;
}

export async function browserOn(
  w: Pick<World, "visitor" | "url">,
  widget: { key: string },
  body: Partial<BodyIn<typeof postVisitor>> = {},
): Promise<Browser> {
  const { token, home } = await w.visitor.call(postVisitor, {
    body: { key: widget.key, locale: "en", ...body },
  });
  const headers = { authorization: `Visitor ${token}` };
  const client: Browser["client"] = {
    call: (route, ask) => w.visitor.call(route, { ...ask, headers }),
    refused: (route, ask) => w.visitor.refused(route, { ...ask, headers }),
    ask: (route, ask) => w.visitor.ask(route, { ...ask, headers }),
  };
  return {
    token,
    home,
    client,
    say: (text, more) => client.call(postChatMessage, { body: { clientId: randomUUID(), text, ...more } }),
    messages: async (conversation, after = 0) =>
      (await client.call(listChatMessages, { params: { id: conversation }, query: { after } })).messages,
    look: async ({ after = {}, url } = {}) => lookAt(url ?? (await w.url()), token, after),
    goHome: () => client.call(getChatHome, {}),
    sees: (conversation, seq) => client.call(putChatSeen, { params: { id: conversation }, body: { seq } }),
    leavesAddress: (email) => client.call(patchVisitor, { body: { email } }),
  };
}

async function lookAt(url: string, token: string, after: Record<string, number>): Promise<Looking> {
  const socket = new WebSocket(`${url.replace("http", "ws")}${chatLivePath}`);
  onTestFinished(() => socket.terminate());
  const ready = Promise.withResolvers<ChatHome>();
  const closed = Promise.withResolvers<number>();
  const looking: Omit<Looking, "ready"> = {
    heard: [],
    chats: [],
    typing: [],
    resyncs: [],
    say: (message) => socket.send(JSON.stringify(message)),
    drop: () => socket.terminate(),
    closed: closed.promise,
  };
  socket.on("open", () => socket.send(JSON.stringify({ token, after })));
  socket.on("error", ready.reject);
  socket.on("close", (code) => {
    closed.resolve(code);
    ready.reject(new Error(`closed: ${code}`));
  });
  ready.promise.catch(() => undefined);
  socket.on("message", (data) => {
    const message = ToVisitor.parse(JSON.parse(data.toString()));
    if ("ready" in message) ready.resolve(message.ready);
    if ("messages" in message) {
      looking.heard.push(...message.messages);
      looking.chats.push(message.chat);
    }
    if ("typing" in message)
      looking.typing.push({ name: message.typing.face.name, isTyping: message.typing.isTyping });
    if ("resync" in message) looking.resyncs.push(message.resync);
  });
  return Object.assign(looking, { ready: await ready.promise });
}
