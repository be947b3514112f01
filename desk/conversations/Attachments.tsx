import {
  File,
  FileArchive,
  FileAudio,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileVideo,
  type LucideIcon,
} from "lucide-react";
import { useState } from "react";
import { type Attachment, getFile } from "../../contract/files.ts";
import { addressOf } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import styles from "./Attachments.module.css";
import { PictureViewer } from "./PictureViewer.tsx";

export const isPicture = ({ mimeType }: Pick<Attachment, "mimeType">) =>
  /^image\/(png|jpe?g|gif|webp|avif)$/.test(mimeType);

/** Files as chips that save them, pictures as pictures. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  const { t, bytes } = useTexts();
  const [shown, setShown] = useState<number | null>(null);
  const pictures = attachments.filter(isPicture);
  const files = attachments.filter((attachment) => !isPicture(attachment));
  if (attachments.length === 0) return null;

  return (
    <>
      {pictures.length > 0 && (
        <ul className={styles.pictures} aria-label={t("attachments.pictures")}>
          {pictures.map((picture, index) => (
            <li key={picture.id}>
              <button
                type="button"
                className={styles.picture}
                aria-label={t("attachments.look", { name: picture.filename })}
                onClick={() => setShown(index)}
              >
                <img src={addressOf(getFile, { id: picture.id })} alt="" loading="lazy" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {files.length > 0 && (
        <ul className={styles.files} aria-label={t("attachments.files")}>
          {files.map((file) => (
            <li key={file.id}>
              <a className={styles.file} href={addressOf(getFile, { id: file.id })} download={file.filename}>
                <Icon of={iconOf(file.mimeType)} size={16} />
                <bdi className={styles.name}>{file.filename}</bdi>
                <span className={styles.size}>{bytes(file.size)}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {shown !== null && (
        <PictureViewer pictures={pictures} at={shown} onMove={setShown} onClose={() => setShown(null)} />
      )}
    </>
  );
}

export function iconOf(mimeType: string): LucideIcon {
  if (mimeType.startsWith("image/")) return FileImage;
  if (mimeType.startsWith("audio/")) return FileAudio;
  if (mimeType.startsWith("video/")) return FileVideo;
  if (/pdf|msword|officedocument\.word|rtf|^text\//.test(mimeType)) return FileText;
  if (/sheet|excel|csv/.test(mimeType)) return FileSpreadsheet;
  if (/zip|rar|7z|tar|gzip/.test(mimeType)) return FileArchive;
  return File;
}
