import type { ChatMessage } from "../../contract/chat.ts";
import { useRoom } from "./context.ts";
import { directionOf } from "./direction.ts";
import { Files } from "./Files.tsx";
import { clock, exactly, isolated } from "./formats.ts";
import { FaceMark } from "./Head.tsx";
import { Icon } from "./Icon.tsx";
import { linked } from "./linked.tsx";
import type { Group } from "./messages.ts";
import type { Outgoing } from "./outbox.ts";
import { safeHtml } from "./safe-html.tsx";
import { localeNames, t } from "./texts.ts";

export function MessageGroup({ group, readSeq, isLast }: { group: Group; readSeq: number; isLast: boolean }) {
  const { state } = useRoom();
  const { from, face, messages } = group;
  const isOwn = from === "visitor";
  const who = isOwn ? t("widget.chat.you") : face ? isolated(face.name) : isolated(state.home!.widget.brand);
  const last = messages[messages.length - 1]!;
  const at = new Date(last.sentAt);
  return (
    <section
      class={isOwn ? "group mine" : "group"}
      aria-label={t("widget.chat.saidAt", { name: who, time: clock(at) })}
    >
      {!isOwn && face && <FaceMark face={face} />}
      <div class="bubbles">
        {!isOwn && <b class="name">{who}</b>}
        {messages.map((message) => (
          <Bubble key={message.id} message={message} />
        ))}
        <p class="small">
          {last.channel === "email" && <Icon name="mail" />}
          <time dateTime={last.sentAt} title={exactly(at)}>
            {clock(at)}
          </time>
          {isOwn && isLast && (
            <span> · {last.seq <= readSeq ? t("widget.chat.read") : t("widget.chat.sent")}</span>
          )}
        </p>
        {isLast && !isOwn && <QuickReplies message={last} />}
      </div>
    </section>
  );
}

function Bubble({ message }: { message: ChatMessage }) {
  const { text, html, language, files, from, isAcknowledgement } = message;
  const kind = from === "visitor" ? "mine" : isAcknowledgement ? "theirs faint" : "theirs";
  return (
    <>
      {(text || html) && (
        <div
          class={`bubble ${kind}`}
          dir={directionOf(language)}
          lang={language in localeNames ? language : undefined}
        >
          {html ? <div class="prose">{safeHtml(html)}</div> : linked(text)}
        </div>
      )}
      {files.length > 0 && <Files files={files} />}
    </>
  );
}

function QuickReplies({ message }: { message: ChatMessage }) {
  const { room, state } = useRoom();
  if (!message.quickReplies.length || state.outbox.length) return null;
  return (
    <div class="chips">
      {message.quickReplies.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          class="chip"
          dir="auto"
          onClick={() => room.say({ text: label, files: [], quickReply: { message: message.id, id } })}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** Something said that has not arrived: on its way, waiting for the line, or turned down. */
export function Waiting({ one }: { one: Outgoing }) {
  const { room, state } = useRoom();
  const isCut = !state.isOnline || state.phase !== "in";
  return (
    <section class="group mine" aria-label={t("widget.chat.you")}>
      <div class="bubbles">
        {one.text && (
          <div class={one.problem ? "bubble mine failed" : "bubble mine going"} dir="auto">
            {linked(one.text)}
          </div>
        )}
        {one.files.length > 0 && <Files files={one.files} />}
        {one.problem ? (
          <p class="small problem" role="alert">
            <Icon name="alert" /> {t("widget.chat.notSent")} {one.problem}{" "}
            <button type="button" class="link" onClick={() => room.again(one.clientId)}>
              {t("widget.again")}
            </button>{" "}
            <button type="button" class="link" onClick={() => room.discard(one.clientId)}>
              {t("widget.chat.discard")}
            </button>
          </p>
        ) : (
          <p class="small">
            <Icon name="clock" /> {isCut ? t("widget.chat.waits") : t("widget.chat.sending")}
          </p>
        )}
      </div>
    </section>
  );
}
