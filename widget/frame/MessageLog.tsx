import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Chat } from "../../contract/chat.ts";
import { AddressCard } from "./AddressCard.tsx";
import { useRoom } from "./context.ts";
import { dayWords, isolated, whenWords } from "./formats.ts";
import { FaceMark } from "./Head.tsx";
import { Icon } from "./Icon.tsx";
import { MessageGroup, Waiting } from "./MessageGroup.tsx";
import { grouped } from "./messages.ts";
import { t } from "./texts.ts";

/** How close to the end counts as being there, in pixels. */
const near = 80;

export function MessageLog({ id, chat }: { id: string | null; chat: Chat | undefined }) {
  const { room, state } = useRoom();
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const heightBefore = useRef(0);
  const [below, setBelow] = useState(false);
  const { isOpen } = state.home!.availability;
  const log = id ? state.logs[id] : undefined;
  const messages = log?.messages ?? [];
  const waiting = state.outbox.filter(({ conversation }) => conversation === id);
  const typing = state.typing?.conversation === id ? state.typing.face : null;
  const last = messages[messages.length - 1];
  const groups = grouped(messages);

  // One who reads at the end stays there; one who reads above is told that there is more, and not moved.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever makes the log taller
  useLayoutEffect(() => {
    const element = box.current!;
    if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    else if (heightBefore.current && log?.hasMore !== undefined && element.scrollTop < near)
      element.scrollTop += element.scrollHeight - heightBefore.current;
    heightBefore.current = element.scrollHeight;
  }, [messages.length, waiting.length, Boolean(typing), state.isOpen, chat?.wait]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each message that comes
  useEffect(() => {
    if (!isAtEnd.current && last?.from !== "visitor") setBelow(true);
  }, [last?.seq]);
  // Pictures and the keyboard change how much there is room for.
  useEffect(() => {
    const element = box.current!;
    const watch = new ResizeObserver(() => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    });
    watch.observe(element);
    watch.observe(element.firstElementChild!);
    return () => watch.disconnect();
  }, []);

  const toEnd = () => {
    isAtEnd.current = true;
    box.current!.scrollTop = box.current!.scrollHeight;
    setBelow(false);
  };

  return (
    <div class="logbox">
      <div
        class="log"
        ref={box}
        role="log"
        data-first={state.phone || undefined}
        aria-label={t("widget.chat.log")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          isAtEnd.current = scrollHeight - scrollTop - clientHeight < near;
          if (isAtEnd.current) setBelow(false);
        }}
      >
        <div class="said">
          {log?.hasMore && (
            <button type="button" class="link earlier" onClick={() => id && room.readEarlier(id)}>
              {t("widget.chat.earlier")}
            </button>
          )}
          {id && !log && <Bones />}
          {!id && !messages.length && <Opening />}
          {groups.map((group, at) => (
            <div key={group.key} class="block">
              {group.day && <p class="day">{dayWords(group.day)}</p>}
              {group.isNewFace && group.face && at > 0 && (
                <p class="system">{t("widget.chat.joined", { name: isolated(group.face.name) })}</p>
              )}
              <MessageGroup
                group={group}
                readSeq={chat?.readSeq ?? 0}
                isLast={at === groups.length - 1 && !waiting.length}
              />
            </div>
          ))}
          {waiting.map((one) => (
            <Waiting key={one.clientId} one={one} />
          ))}
          {chat?.wait && isOpen && !chat.hasEnded && chat.state === "open" && <Place wait={chat.wait} />}
          {chat && <AddressCard chat={chat} isEmpty={!messages.length} />}
          {typing && (
            <div class="typing">
              <FaceMark face={typing} />
              <span class="dots" aria-hidden="true">
                <i />
                <i />
                <i />
              </span>
              <span class="hidden">{t("widget.chat.typing", { name: isolated(typing.name) })}</span>
            </div>
          )}
        </div>
      </div>
      {below && (
        <button type="button" class="below" onClick={toEnd}>
          <Icon name="down" /> {t("widget.chat.below")}
        </button>
      )}
    </div>
  );
}

/** Before the first word: what we asked by an invitation, or how we greet. */
function Opening() {
  const { state } = useRoom();
  const { availability, widget, faces } = state.home!;
  const words =
    state.invitation?.text ??
    (availability.isOpen ? widget.greeting : (widget.awayText ?? widget.greeting)) ??
    t("widget.home.hello");
  return (
    <div class="opening">
      <span class="faces">
        {faces.slice(0, 3).map((face) => (
          <FaceMark key={face.id} face={face} />
        ))}
      </span>
      <p class="bubble theirs" dir="auto">
        {words}
      </p>
      {!availability.isOpen && availability.answerBy && (
        <p class="system">
          {t("widget.home.answerBy", { when: whenWords(new Date(availability.answerBy)) })}
        </p>
      )}
      {widget.showsTyping && <p class="system">{t("widget.chat.seenWhileWriting")}</p>}
    </div>
  );
}

/** How many are before one, and how long it took eight in ten; nothing that we do not know. */
function Place({ wait: { ahead, minutes } }: { wait: NonNullable<Chat["wait"]> }) {
  return (
    <p class="system place">
      <Icon name="clock" />
      {ahead === null ? t("widget.queue.waiting") : t("widget.queue.ahead", { count: ahead })}
      {minutes !== null && ` ${t("widget.queue.minutes", { count: Math.max(1, minutes) })}`}
    </p>
  );
}

const Bones = () => (
  <div class="bones" aria-hidden="true">
    <span class="bone wide" />
    <span class="bone" />
    <span class="bone wide" />
  </div>
);
