import { useState } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { TextArea } from "../ui/TextField.tsx";
import styles from "./HandoverNote.module.css";

const remembered = "tandem.handover.note";

type Props = { note: string; onChange: (note: string) => void };

/** A word to who gets the matter, in the same step. Whether it is asked for is remembered in this browser. */
export function HandoverNote({ note, onChange }: Props) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(() => localStorage.getItem(remembered) === "open");
  function open(is: boolean) {
    setOpen(is);
    localStorage.setItem(remembered, is ? "open" : "closed");
    if (!is) onChange("");
  }
  return (
    <div className={styles.note}>
      <Checkbox isSelected={isOpen} onChange={open}>
        {t("together.withNote")}
      </Checkbox>
      {isOpen && (
        <TextArea
          label={t("together.note")}
          labelHidden
          placeholder={t("together.note.hint")}
          rows={3}
          maxLength={20_000}
          value={note}
          onChange={onChange}
        />
      )}
    </div>
  );
}
