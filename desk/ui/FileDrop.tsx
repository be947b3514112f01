import { Paperclip } from "lucide-react";
import { type DragEvent, type ReactNode, useId, useRef, useState } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "./Button.tsx";
import styles from "./FileDrop.module.css";

type Props = {
  label: string;
  onFiles: (files: File[]) => void;
  accept?: string;
  multiple?: boolean;
  /** The most one file may weigh. */
  maxBytes?: number;
  disabled?: boolean;
  description?: ReactNode;
};

/** Files by choosing or by dropping. One that is too large is named with its size; the others are taken. */
export function FileDrop({
  label,
  onFiles,
  accept,
  multiple = true,
  maxBytes,
  disabled,
  description,
}: Props) {
  const { t, bytes } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState<File[]>([]);
  const hint = useId();

  function take(list: FileList | null) {
    const files = [...(list ?? [])].slice(0, multiple ? undefined : 1);
    const heavy = maxBytes ? files.filter((file) => file.size > maxBytes) : [];
    const fit = files.filter((file) => !heavy.includes(file));
    setTooLarge(heavy);
    if (fit.length > 0) onFiles(fit);
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    if (!disabled) take(event.dataTransfer.files);
  }

  return (
    <div className={styles.field}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame of its own and names itself by a legend */}
      <div
        role="group"
        aria-label={label}
        aria-describedby={hint}
        className={styles.drop}
        data-over={over || undefined}
        data-disabled={disabled || undefined}
        onDragOver={(event) => {
          if (disabled || !event.dataTransfer.types.includes("Files")) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
        }}
        onDrop={onDrop}
      >
        <Button icon={Paperclip} size="s" isDisabled={disabled} onPress={() => input.current?.click()}>
          {t("ui.chooseFiles")}
        </Button>
        <span className={styles.hint}>{t("ui.dropFiles")}</span>
        <input
          ref={input}
          type="file"
          hidden
          accept={accept}
          multiple={multiple}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = "";
          }}
        />
      </div>
      <div id={hint} className={styles.hint}>
        {description}
      </div>
      {tooLarge.map((file) => (
        <p key={file.name} role="alert" className={styles.error}>
          {t("ui.fileTooLarge", { name: file.name, size: bytes(file.size), limit: bytes(maxBytes ?? 0) })}
        </p>
      ))}
    </div>
  );
}
