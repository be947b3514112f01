import { ChevronLeft, ChevronRight, Download, X } from "lucide-react";
import type { KeyboardEvent } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { type Attachment, getFile } from "../../contract/files.ts";
import { addressOf } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { IconButton } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import styles from "./PictureViewer.module.css";

type Props = {
  pictures: readonly Attachment[];
  at: number;
  onMove: (at: number) => void;
  onClose: () => void;
};

/** One picture as large as the screen lets it be; the arrows leaf through the others. */
export function PictureViewer({ pictures, at, onMove, onClose }: Props) {
  const { t, dir, bytes } = useTexts();
  const picture = pictures[at]!;
  const step = (by: number) => onMove((at + by + pictures.length) % pictures.length);
  const forward = dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const backward = dir === "rtl" ? "ArrowRight" : "ArrowLeft";

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === forward) step(1);
    else if (event.key === backward) step(-1);
  }

  return (
    <ModalOverlay className={styles.veil} isOpen onOpenChange={onClose} isDismissable>
      <Modal className={styles.modal}>
        <Dialog className={styles.viewer} aria-label={picture.filename}>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside do the same */}
          <div className={styles.inside} onKeyDown={onKeyDown}>
            <header className={styles.head}>
              <bdi className={styles.name}>{picture.filename}</bdi>
              <span className={styles.size}>{bytes(picture.size)}</span>
              <a
                className={styles.save}
                href={addressOf(getFile, { id: picture.id })}
                download={picture.filename}
                aria-label={t("attachments.save", { name: picture.filename })}
              >
                <Icon of={Download} />
              </a>
              <IconButton icon={X} label={t("ui.close")} onPress={onClose} />
            </header>
            <img
              className={styles.picture}
              src={addressOf(getFile, { id: picture.id })}
              alt={picture.filename}
            />
            {pictures.length > 1 && (
              <footer className={styles.foot}>
                <IconButton icon={ChevronLeft} label={t("attachments.previous")} onPress={() => step(-1)} />
                <IconButton icon={ChevronRight} label={t("attachments.next")} onPress={() => step(1)} />
              </footer>
            )}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
