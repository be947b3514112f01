import { useState } from "preact/hooks";
import type { Chat } from "../../contract/chat.ts";
import { Refused, Unreached } from "./call.ts";
import { useRoom } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { t } from "./texts.ts";

const scores = [1, 2, 3, 4, 5];

/** What comes last: how it was, and the way to begin again. */
export function Ended({ chat }: { chat: Chat }) {
  const { room, state } = useRoom();
  const [score, setScore] = useState(chat.rating?.score ?? 0);
  const [comment, setComment] = useState(chat.rating?.comment ?? "");
  const [problem, setProblem] = useState("");
  const asks = state.home!.widget.asksRating && chat.canRate;

  async function rate(event: Event) {
    event.preventDefault();
    setProblem("");
    try {
      await room.rate(chat.conversation, score, comment.trim());
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unreached)) throw error;
      setProblem(error instanceof Refused ? error.message : t("widget.trouble.words"));
    }
  }

  return (
    <section class="ended">
      {chat.rating ? (
        <p role="status">{t("widget.rating.thanks")}</p>
      ) : asks ? (
        <form onSubmit={rate}>
          <fieldset class="stars">
            <legend>{t("widget.rating.ask")}</legend>
            {scores.map((one) => (
              <label key={one} class={one <= score ? "star on" : "star"}>
                <input
                  type="radio"
                  name="score"
                  value={one}
                  checked={score === one}
                  onChange={() => setScore(one)}
                  aria-label={t("widget.rating.stars", { count: one })}
                />
                <Icon name="star" />
              </label>
            ))}
          </fieldset>
          {score > 0 && (
            <>
              <label class="input">
                <span>{t("widget.rating.comment")}</span>
                <textarea
                  rows={2}
                  dir="auto"
                  maxLength={2000}
                  value={comment}
                  onInput={({ currentTarget: { value } }) => setComment(value)}
                />
              </label>
              <button type="submit" class="button">
                {t("widget.rating.send")}
              </button>
            </>
          )}
          {problem && (
            <p class="small problem" role="alert">
              {problem}
            </p>
          )}
        </form>
      ) : (
        <p>{t("widget.chat.over")}</p>
      )}
      {chat.hasEnded && (
        <button type="button" class="button quiet" onClick={() => room.go({ name: "chat", id: null })}>
          {t("widget.chat.anew")}
        </button>
      )}
    </section>
  );
}
