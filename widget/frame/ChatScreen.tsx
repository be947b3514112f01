import { Composer } from "./Composer.tsx";
import { useRoom } from "./context.ts";
import { Ended } from "./Ended.tsx";
import { isolated, whenWords } from "./formats.ts";
import { Bar, FaceMark } from "./Head.tsx";
import { Menu } from "./Menu.tsx";
import { MessageLog } from "./MessageLog.tsx";
import { PreChat } from "./PreChat.tsx";
import { asksFirst, chatOf } from "./state.ts";
import { t } from "./texts.ts";
import { Viewer } from "./Viewer.tsx";

/** One chat: who is there, what was said, what is to be said next. */
export function ChatScreen({ id }: { id: string | null }) {
  const { room, state } = useRoom();
  const chat = chatOf(state, id);
  const { widget } = state.home!;
  const isNew = id === null && !state.outbox.some(({ conversation }) => conversation === null);
  const asks = isNew && !state.preChat && asksFirst(state);
  const isOver = chat && (chat.hasEnded || chat.state === "closed");
  return (
    <main class="screen" aria-label={t("widget.chat.log")}>
      <Bar onBack={() => room.go({ name: "home" })} tools={<Menu chat={chat} />}>
        <div class="who">
          {chat?.agent && <FaceMark face={chat.agent} />}
          <span class="names">
            <b class="cut">{chat?.agent ? isolated(chat.agent.name) : widget.brand}</b>
            <Standing />
          </span>
        </div>
      </Bar>
      <LineNotice />
      {asks ? (
        <PreChat onDone={(preChat) => room.store.set({ preChat })} />
      ) : (
        <>
          <MessageLog key={id ?? "new"} id={id} chat={chat} />
          {isOver && <Ended chat={chat} />}
          {!chat?.hasEnded && <Composer chat={chat} preChat={isNew ? state.preChat : null} />}
        </>
      )}
      {state.viewing && <Viewer file={state.viewing} onClose={() => room.store.set({ viewing: null })} />}
    </main>
  );
}

/** Below the name: how soon one can hope for words. */
function Standing() {
  const { state } = useRoom();
  const { isOpen, isAttended, opensAt } = state.home!.availability;
  if (isOpen)
    return <span class="two small">{isAttended ? t("widget.home.here") : t("widget.home.soon")}</span>;
  return (
    <span class="two small">
      {opensAt ? t("widget.home.opensAt", { when: whenWords(new Date(opensAt)) }) : t("widget.home.closed")}
    </span>
  );
}

/** Whether what is written can leave. Said once it matters, and in words that take the worry away. */
function LineNotice() {
  const { state } = useRoom();
  const isCut = !state.isOnline;
  return (
    <div role="status" class={isCut ? "notice" : "hidden"}>
      {isCut ? t("widget.offline") : ""}
    </div>
  );
}
