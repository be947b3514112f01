import type { Conversation } from "../../contract/conversations.ts";
import { useTexts } from "../texts/Texts.tsx";
import styles from "./SelectBox.module.css";
import type { Selection } from "./selection.ts";

type Props = { conversation: Conversation; selection: Selection; isShown: boolean };

/** Chooses a row. A plain box of the browser's: there is one in every row, and a thousand rows go by. */
export function SelectBox({ conversation: { id, number }, selection, isShown }: Props) {
  const { t } = useTexts();
  return (
    <label className={styles.box} data-shown={isShown || undefined}>
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={t("bulk.selectOne", { number: `#${number}` })}
        checked={selection.has(id)}
        onChange={() => undefined}
        onClick={(event) => (event.shiftKey ? selection.extendTo(id) : selection.toggle(id))}
      />
    </label>
  );
}
