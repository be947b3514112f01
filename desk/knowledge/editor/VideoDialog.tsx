import { useState } from "react";
import { videoOf } from "../../../contract/article-html.ts";
import type { ArticleFile } from "../../../contract/knowledge.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./VideoDialog.module.css";

type Props = { files: readonly ArticleFile[]; onVideo: (address: string) => void; onClose: () => void };

/** Where a video is: a page of a host we know, or a file of the article. */
export function VideoDialog({ files, onVideo, onClose }: Props) {
  const { t } = useTexts();
  const [address, setAddress] = useState("");
  const found = videoOf(address);
  const own = files.filter(({ mimeType }) => mimeType.startsWith("video/"));
  const take = (value: string) => {
    onClose();
    onVideo(value);
  };
  return (
    <Dialog
      title={t("knowledge.block.video")}
      size="s"
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button kind="primary" type="submit" form="video" isDisabled={!found}>
            {t("knowledge.editor.insert")}
          </Button>
        </>
      }
    >
      <form
        id="video"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (found) take(found.address ?? address);
        }}
      >
        <TextField
          label={t("composer.link.address")}
          type="url"
          autoFocus
          description={t("knowledge.editor.video.hosts")}
          error={address.trim() && !found ? t("knowledge.editor.video.unknown") : undefined}
          value={address}
          onChange={setAddress}
        />
        {own.length > 0 && (
          <ul className={styles.files} aria-label={t("knowledge.files")}>
            {own.map(({ id, filename }) => (
              <li key={id}>
                <Button size="s" wide onPress={() => take(`file:${id}`)}>
                  {filename}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </form>
    </Dialog>
  );
}
