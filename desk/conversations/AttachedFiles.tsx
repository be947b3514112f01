import { RotateCw, X } from "lucide-react";
import { Button } from "react-aria-components";
import { type Attachment, largestFile } from "../../contract/files.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { readProblem } from "../ui/problem.ts";
import { Spinner } from "../ui/Spinner.tsx";
import styles from "./AttachedFiles.module.css";
import { iconOf } from "./Attachments.tsx";
import type { Upload } from "./uploads.ts";

type Props = {
  attachments: readonly Attachment[];
  uploads: readonly Upload[];
  onRemove: (id: string) => void;
  onCancel: (key: string) => void;
  onRetry: (upload: Upload) => void;
};

/** The files that go with the words, those on their way, and those that did not arrive. */
export function AttachedFiles({ attachments, uploads, onRemove, onCancel, onRetry }: Props) {
  const { t, bytes } = useTexts();
  if (attachments.length + uploads.length === 0) return null;
  return (
    <ul className={styles.files} aria-label={t("composer.files")}>
      {attachments.map((file) => (
        <li key={file.id} className={styles.file}>
          <Icon of={iconOf(file.mimeType)} size={14} />
          <bdi className={styles.name}>{file.filename}</bdi>
          <span className={styles.size}>{bytes(file.size)}</span>
          <Remove name={file.filename} onPress={() => onRemove(file.id)} />
        </li>
      ))}
      {uploads.map((upload) => (
        <li key={upload.key} className={styles.file} data-failed={Boolean(upload.problem) || undefined}>
          {!upload.problem && <Spinner />}
          <bdi className={styles.name}>{upload.file.name}</bdi>
          <span className={styles.size}>
            {upload.problem === "too_large"
              ? t("composer.file.tooLarge", { limit: bytes(largestFile) })
              : upload.problem
                ? (readProblem(upload.problem).title ?? t("composer.file.failed"))
                : bytes(upload.file.size)}
          </span>
          {Boolean(upload.problem) && upload.problem !== "too_large" && (
            <Button
              className={styles.act}
              aria-label={t("composer.file.retry", { name: upload.file.name })}
              onPress={() => onRetry(upload)}
            >
              <Icon of={RotateCw} size={12} />
            </Button>
          )}
          <Remove name={upload.file.name} onPress={() => onCancel(upload.key)} />
        </li>
      ))}
    </ul>
  );
}

function Remove({ name, onPress }: { name: string; onPress: () => void }) {
  const { t } = useTexts();
  return (
    <Button className={styles.act} aria-label={t("ui.remove", { name })} onPress={onPress}>
      <Icon of={X} size={12} />
    </Button>
  );
}
