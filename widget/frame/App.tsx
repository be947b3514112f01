import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { themeOf } from "../colours.ts";
import { ArticleScreen } from "./ArticleScreen.tsx";
import { articleIn } from "./article-links.ts";
import { ChatScreen } from "./ChatScreen.tsx";
import type { ChatRoom } from "./chat.ts";
import { Room } from "./context.ts";
import { HeightHandle } from "./HeightHandle.tsx";
import { HomeScreen } from "./HomeScreen.tsx";
import { useStore } from "./store.ts";
import { Troubled } from "./Troubled.tsx";

const dark = matchMedia("(prefers-color-scheme: dark)");

export function App({ room, maxHeight }: { room: ChatRoom; maxHeight: () => number }) {
  const state = useStore(room.store);
  const root = useRef<HTMLDivElement>(null);
  const { view, home, phase } = state;
  usePaint(home?.widget.colour, home?.widget.theme);

  // Whoever comes to another screen begins at its start, by keyboard too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is for when the screen changes
  useLayoutEffect(() => {
    if (state.isOpen) root.current?.querySelector<HTMLElement>("[data-first]")?.focus();
  }, [view.name, state.isOpen, phase === "in"]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing) room.close();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [room]);

  /** An article of ours is read here; held down keys mean another tab or window. */
  const follow = (event: MouseEvent) => {
    const link = (event.target as Element).closest("a");
    if (!link || link.hasAttribute("data-out") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const number = articleIn(home?.widget.articlesAt, link.href);
    if (number === null) return;
    event.preventDefault();
    room.go({ name: "article", number, offer: null, url: link.href, from: view });
  };

  const screen =
    phase === "failed" || phase === "barred" ? (
      <Troubled />
    ) : view.name === "article" ? (
      <ArticleScreen key={view.number} {...view} />
    ) : view.name === "chat" && home ? (
      <ChatScreen id={view.id} />
    ) : (
      <HomeScreen />
    );

  return (
    <Room.Provider value={{ room, state }}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link that is followed by key is clicked too */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears the links in it */}
      <div class={state.phone ? "app phone" : "app"} ref={root} onClick={follow}>
        {!state.phone && <HeightHandle max={maxHeight} />}
        {screen}
      </div>
    </Room.Provider>
  );
}

/** Puts the brand's colours, made readable, where the styles find them. */
function usePaint(colour: string | undefined, theme: "auto" | "light" | "dark" | undefined) {
  useLayoutEffect(() => {
    const paint = () => {
      const mode = theme === "dark" || (theme !== "light" && dark.matches) ? "dark" : "light";
      const { style } = document.documentElement;
      document.documentElement.dataset.mode = mode;
      for (const [name, value] of Object.entries(themeOf(colour, mode)))
        style.setProperty(`--${name}`, value);
    };
    paint();
    // Safari 13 knew the older name alone; ours begin at 14.
    dark.addEventListener("change", paint);
    return () => dark.removeEventListener("change", paint);
  }, [colour, theme]);
}
