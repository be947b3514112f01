import { useRoom } from "./context.ts";
import { CloseButton } from "./Head.tsx";
import { Icon } from "./Icon.tsx";
import { t } from "./texts.ts";

/** Nobody could come in: the line is cut, or the site or we do not let them. */
export function Troubled() {
  const { room, state } = useRoom();
  const isBarred = state.phase === "barred";
  return (
    <main class="screen">
      <header class="bar plain">
        <span class="grow" />
        <CloseButton />
      </header>
      <div class="empty" role="alert">
        <Icon name="alert" />
        <h1>{isBarred ? state.why : t("widget.trouble.title")}</h1>
        {!isBarred && <p>{t("widget.trouble.words")}</p>}
        {!isBarred && (
          <button type="button" class="button" data-first onClick={() => room.comeIn()}>
            {t("widget.again")}
          </button>
        )}
      </div>
    </main>
  );
}
