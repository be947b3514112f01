import "./look.css";
import { render } from "preact";
import { type Hello, helloWord, type ToFrame } from "../bridge.ts";
import { App } from "./App.tsx";
import { chatRoom } from "./chat.ts";
import { keeper } from "./keep.ts";
import { speak } from "./texts.ts";

// The page came in a language that is likely to be the one; its words are fetched while we wait to be greeted.
void speak(document.documentElement.lang);

/** Only the page that holds this frame may begin, and only with the first word; from then on its port is the way. */
addEventListener("message", function hear({ source, data, ports }: MessageEvent) {
  const hello = data?.[helloWord] as Hello | undefined;
  if (source !== parent || !hello || !ports[0]) return;
  removeEventListener("message", hear);
  void begin(hello, ports[0]);
});

async function begin(hello: Hello, port: MessagePort) {
  await speak(hello.locale);
  const keep = keeper(hello.key, () => localStorage);
  const room = chatRoom({ hello, keep, toPage: (message) => port.postMessage(message) });
  let mostHeight = hello.room;

  port.onmessage = ({ data: message }: MessageEvent<ToFrame>) => {
    switch (message.kind) {
      case "open":
        mostHeight = message.room;
        return room.opened(true, message.phone);
      case "closed":
        return room.opened(false, room.store.get().phone);
      case "locale":
        return void (message.locale !== room.store.get().locale && room.speak(message.locale));
      case "consent":
        return room.consent(message.given);
      case "identify":
        return room.identify(message.identity);
      case "logout":
        return void room.logout();
      case "page":
        return room.page(message.page);
      case "track":
        return room.track(message.name, message.data);
      case "invited":
        return room.invited(message);
      case "ask":
        return room.ask(message.text);
    }
  };
  render(<App room={room} maxHeight={() => mostHeight} />, document.body);
  const height = Number(keep.get("height"));
  if (height) room.height(height);
  port.postMessage({ kind: "ready" });
}
