import { useState } from "preact/hooks";
import type { Chat } from "../../contract/chat.ts";
import { Refused, Unreached } from "./call.ts";
import { useRoom } from "./context.ts";
import { isolated } from "./formats.ts";
import { Icon } from "./Icon.tsx";
import { isAddress } from "./PreChat.tsx";
import { t } from "./texts.ts";

/** Where answers go when one is not here any more; asked for as long as it is not known and somebody may wait. */
export function AddressCard({ chat, isEmpty }: { chat: Chat; isEmpty: boolean }) {
  const { room, state } = useRoom();
  const { visitor, availability } = state.home!;
  const [email, setEmail] = useState("");
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  if (isEmpty || chat.hasEnded || chat.state === "closed") return null;
  const mayWait = !availability.isOpen || !availability.isAttended || chat.wait !== null;
  if (visitor.email) {
    if (!mayWait && chat.goesBy !== "email") return null;
    return (
      <p class="system place" role="status">
        <Icon name="mail" /> {t("widget.mail.goesOn", { email: isolated(visitor.email) })}
      </p>
    );
  }
  if (!mayWait || state.keepsAddress) return null;

  async function leave(event: Event) {
    event.preventDefault();
    if (!isAddress(email)) return setProblem(t("widget.form.noAddress"));
    setBusy(true);
    setProblem("");
    try {
      await room.leaveAddress(email.trim());
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unreached)) throw error;
      setProblem(error instanceof Refused ? error.message : t("widget.trouble.words"));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form class="card address" onSubmit={leave} noValidate>
      <label class="input">
        <span>{t("widget.mail.ask")}</span>
        <input
          type="email"
          dir="ltr"
          autoComplete="email"
          placeholder={t("widget.form.email")}
          aria-invalid={problem ? true : undefined}
          value={email}
          onInput={({ currentTarget: { value } }) => setEmail(value)}
        />
      </label>
      {problem && (
        <p class="small problem" role="alert">
          {problem}
        </p>
      )}
      <div class="row">
        <button type="submit" class="button" disabled={isBusy}>
          {t("widget.mail.leave")}
        </button>
        <button type="button" class="link" onClick={() => room.store.set({ keepsAddress: true })}>
          {t("widget.mail.later")}
        </button>
      </div>
    </form>
  );
}
