import { ListPlus, Plus, X } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Popover, PopoverTrigger } from "../ui/Popover.tsx";
import { TextField } from "../ui/TextField.tsx";
import styles from "./QuickReplies.module.css";
import { keptLabels, longestQuickReply, mostQuickReplies } from "./quick-replies.ts";

type Props = { labels: string[]; onChange: (labels: string[]) => void };

/** Answers that the visitor can choose with one press, below the next message. */
export function QuickRepliesTool({ labels, onChange }: Props) {
  const { t } = useTexts();
  const [text, setText] = useState("");
  const isFull = labels.length >= mostQuickReplies;
  function add() {
    onChange(keptLabels([...labels, text]));
    setText("");
  }
  return (
    <PopoverTrigger>
      <IconButton size="s" icon={ListPlus} label={t("chat.quick")} pressed={labels.length > 0} />
      <Popover label={t("chat.quick")} placement="top">
        <form
          className={styles.editor}
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            add();
          }}
        >
          <p className={styles.words}>{t("chat.quick.words")}</p>
          <Labels labels={labels} onChange={onChange} />
          <TextField
            label={t("chat.quick.one")}
            maxLength={longestQuickReply}
            autoFocus
            isDisabled={isFull}
            description={isFull ? t("chat.quick.full", { count: mostQuickReplies }) : undefined}
            value={text}
            onChange={setText}
          />
          <Button size="s" icon={Plus} type="submit" isDisabled={isFull || text.trim() === ""}>
            {t("chat.quick.add")}
          </Button>
        </form>
      </Popover>
    </PopoverTrigger>
  );
}

/** Those that go along with the next message, above the tools. */
export function OfferedReplies({ labels, onChange }: Props) {
  const { t } = useTexts();
  if (labels.length === 0) return null;
  return (
    <div className={styles.offered}>
      <span className={styles.words}>{t("chat.quick.offers")}</span>
      <Labels labels={labels} onChange={onChange} />
    </div>
  );
}

function Labels({ labels, onChange }: Props) {
  const { t } = useTexts();
  if (labels.length === 0) return null;
  return (
    <ul className={styles.labels} aria-label={t("chat.quick")}>
      {labels.map((label) => (
        <li key={label} className={styles.label}>
          <bdi>{label}</bdi>
          <IconButton
            size="s"
            icon={X}
            label={t("ui.remove", { name: label })}
            onPress={() => onChange(labels.filter((each) => each !== label))}
          />
        </li>
      ))}
    </ul>
  );
}
