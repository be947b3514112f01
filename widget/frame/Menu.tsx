import { useEffect, useRef, useState } from "preact/hooks";
import type { Chat } from "../../contract/chat.ts";
import { Refused, Unreached } from "./call.ts";
import { useRoom } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { localeNames, t } from "./texts.ts";

/** What one needs seldom: sound, language, what was said by mail, the end. */
export function Menu({ chat }: { chat: Chat | undefined }) {
  const { room, state } = useRoom();
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const { widget, visitor } = state.home!;
  const canEnd = chat && !chat.hasEnded && chat.state === "open";

  useEffect(() => {
    if (!isOpen) return;
    box.current!.querySelector<HTMLElement>(".menu button")?.focus();
    const away = ({ target }: Event) => {
      if (!box.current!.contains(target as Node)) setOpen(false);
    };
    addEventListener("pointerdown", away);
    return () => removeEventListener("pointerdown", away);
  }, [isOpen]);

  const shut = () => {
    setOpen(false);
    box.current!.querySelector("button")!.focus();
  };
  async function attempt(work: () => Promise<unknown>, done: string) {
    try {
      await work();
      setSaid(done);
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unreached)) throw error;
      setSaid(error instanceof Refused ? error.message : t("widget.trouble.words"));
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears the keys of the buttons in it
    <div
      class="menubox"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        event.preventDefault();
        shut();
      }}
    >
      <button
        type="button"
        class="tool"
        aria-label={t("widget.menu.label")}
        aria-expanded={isOpen}
        onClick={() => {
          setSaid("");
          setOpen(!isOpen);
        }}
      >
        <Icon name="more" />
      </button>
      {isOpen && (
        <div class="menu">
          <button
            type="button"
            class="line"
            aria-pressed={state.hasSound}
            onClick={() => room.sound(!state.hasSound)}
          >
            <Icon name={state.hasSound ? "sound" : "mute"} />
            <span class="grow">{t("widget.menu.sound")}</span>
            <span class="quiet">{state.hasSound ? t("widget.menu.on") : t("widget.menu.off")}</span>
          </button>
          {widget.locales.length > 1 && (
            <label class="line">
              <Icon name="globe" />
              <span class="grow">{t("widget.menu.language")}</span>
              <select
                value={state.locale}
                onChange={({ currentTarget }) => void room.speak(currentTarget.value)}
              >
                {widget.locales.map((one) => (
                  <option key={one} value={one} lang={one}>
                    {localeNames[one]}
                  </option>
                ))}
              </select>
            </label>
          )}
          {chat && widget.offersTranscript && chat.canHaveTranscript && visitor.email && (
            <button
              type="button"
              class="line"
              onClick={() =>
                attempt(
                  () => room.transcript(chat.conversation),
                  t("widget.menu.transcriptSent", { email: visitor.email! }),
                )
              }
            >
              <Icon name="mail" />
              <span class="grow">{t("widget.menu.transcript")}</span>
            </button>
          )}
          {canEnd && (
            <button
              type="button"
              class="line"
              onClick={() =>
                attempt(async () => {
                  await room.end(chat.conversation);
                  shut();
                }, "")
              }
            >
              <Icon name="end" />
              <span class="grow">{t("widget.menu.end")}</span>
            </button>
          )}
          <p role="status" class={said ? "small told" : "hidden"}>
            {said}
          </p>
        </div>
      )}
    </div>
  );
}
