import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Chat } from "../../contract/chat.ts";
import { ArticleLine } from "./ArticleLine.tsx";
import { useArticles } from "./articles.ts";
import { acceptedFiles, useAttaching } from "./attaching.ts";
import { useRoom } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { t } from "./texts.ts";

/** To be told at most so often that somebody writes, and that they have stopped. */
const typingEveryMs = 1_000;
const typingEndsMs = 3_000;

export function Composer({
  chat,
  preChat,
}: {
  chat: Chat | undefined;
  preChat: { name?: string; email?: string; topic?: string } | null;
}) {
  const { room, state } = useRoom();
  const { widget } = state.home!;
  const [text, setText] = useState(room.keep.get("draft") ?? "");
  const [isOver, setOver] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const files = useAttaching(widget.files);
  const isFirst = !chat && !state.outbox.length;
  const offered = useArticles(isFirst && widget.hasArticles ? text : "", {
    isOffer: true,
    limit: 2,
    pauseMs: 900,
  });
  const typing = useTyping();
  const words = text.trim();
  const canSend = (words !== "" || files.files.length > 0) && !files.isBusy && words.length <= widget.longest;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is measured depends on them
  useLayoutEffect(() => {
    // Lines are counted by the browser: as tall as the words, up to what the styles allow.
    const element = area.current!;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [text, state.isOpen]);
  useEffect(() => {
    if (state.asked) setText(state.asked.text);
  }, [state.asked]);
  useEffect(() => room.keep.set("draft", text || null), [text, room]);

  function send() {
    if (!canSend) return;
    room.say({ text: words, files: files.files, ...(preChat && { preChat }) });
    setText("");
    files.clear();
    typing.end();
    area.current!.focus();
  }

  return (
    <form
      class={isOver ? "composer over" : "composer"}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onDragOver={(event) => {
        if (!widget.files.isOn || !event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (!widget.files.isOn) return;
        event.preventDefault();
        setOver(false);
        files.add([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      {offered && offered.items.length > 0 && (
        <section class="offers" aria-label={t("widget.offers")}>
          <p class="small">{t("widget.offers")}</p>
          {offered.items.map((article) => (
            <ArticleLine key={article.id} article={article} offer={offered.offer} />
          ))}
        </section>
      )}
      {files.all.length > 0 && (
        <ul class="attached">
          {files.all.map((one) => (
            <li key={one.key} class={one.problem ? "problem" : ""}>
              <Icon name={one.problem ? "alert" : one.file ? "tick" : "file"} />
              <span class="grow">
                <bdi class="cut">{one.name}</bdi>
                {one.problem && (
                  <span class="small" role="alert">
                    {one.problem}{" "}
                    {one.again && (
                      <button type="button" class="link" onClick={one.again}>
                        {t("widget.again")}
                      </button>
                    )}
                  </span>
                )}
                {!one.problem && !one.file && (
                  <progress
                    value={one.share}
                    max={1}
                    aria-label={t("widget.file.uploading", { name: one.name })}
                  />
                )}
              </span>
              <button
                type="button"
                class="tool"
                aria-label={t("widget.file.remove", { name: one.name })}
                onClick={() => files.remove(one.key)}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {words.length > widget.longest && (
        <p class="problem small" role="alert">
          {t("widget.composer.tooLong", { count: words.length - widget.longest })}
        </p>
      )}
      <div class="row end">
        {widget.files.isOn && (
          <>
            <button
              type="button"
              class="tool"
              aria-label={t("widget.composer.attach")}
              disabled={files.all.length >= widget.files.most}
              onClick={() => picker.current!.click()}
            >
              <Icon name="clip" />
            </button>
            <input
              ref={picker}
              type="file"
              hidden
              multiple
              accept={acceptedFiles(widget.files.kinds)}
              onChange={({ currentTarget }) => {
                files.add([...(currentTarget.files ?? [])]);
                // The same file again is a choice too.
                currentTarget.value = "";
              }}
            />
          </>
        )}
        <textarea
          ref={area}
          data-first={!state.phone || undefined}
          rows={1}
          dir="auto"
          enterkeyhint={state.phone ? "enter" : "send"}
          aria-label={t("widget.composer.label")}
          placeholder={t("widget.composer.placeholder")}
          value={text}
          onInput={({ currentTarget: { value } }) => {
            setText(value);
            typing.write(value);
          }}
          onBlur={typing.end}
          onKeyDown={(event) => {
            // With Chinese the Enter that takes a word must not send it; Safari says so by the code alone.
            if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
            // On a phone Enter is the only way to a new line, and the button is near.
            if (state.phone) return;
            event.preventDefault();
            send();
          }}
          onPaste={(event) => {
            const pasted = [...(event.clipboardData?.files ?? [])];
            if (!pasted.length || !widget.files.isOn) return;
            event.preventDefault();
            files.add(pasted);
          }}
        />
        <button type="submit" class="tool send" aria-label={t("widget.composer.send")} disabled={!canSend}>
          <Icon name="send" />
        </button>
      </div>
      <p class="hidden" role="status">
        {isOver ? t("widget.composer.drop") : ""}
      </p>
    </form>
  );
}

/** Tells the other side that one writes, not oftener than it wants to know. */
function useTyping() {
  const { room } = useRoom();
  const told = useRef({ at: 0, isTyping: false });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const end = () => {
    clearTimeout(timer.current);
    if (told.current.isTyping) room.typing("");
    told.current = { at: 0, isTyping: false };
  };
  return {
    end,
    write(text: string) {
      clearTimeout(timer.current);
      if (!text) return end();
      timer.current = setTimeout(end, typingEndsMs);
      if (Date.now() - told.current.at < typingEveryMs) return;
      told.current = { at: Date.now(), isTyping: true };
      room.typing(text);
    },
  };
}
