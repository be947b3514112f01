import { useEffect, useRef, useState } from "react";
import type { Message } from "../../contract/conversations.ts";
import { getMessagePage } from "../../contract/files.ts";
import { addressOf } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./SentMail.module.css";

const tallestPx = 20_000;
/** The server keeps the address of a remote picture aside until somebody asks for it. */
const remotePictures = /\sdata-src=/;

/** The mail as it was sent, in a frame that can neither see the desk nor load pictures from elsewhere. */
export function SentMail({ conversationId, message }: { conversationId: string; message: Message }) {
  const { t } = useTexts();
  const frame = useRef<HTMLIFrameElement>(null);
  const [pictures, setPictures] = useState<"1" | undefined>();
  const [height, setHeight] = useState(160);

  useEffect(() => {
    function onMessage({ source, data }: MessageEvent) {
      if (source !== frame.current?.contentWindow) return;
      const told: unknown = typeof data === "object" && data !== null ? data.tandemHeight : undefined;
      if (typeof told === "number" && told > 0) setHeight(Math.min(Math.ceil(told), tallestPx));
    }
    addEventListener("message", onMessage);
    return () => removeEventListener("message", onMessage);
  }, []);

  return (
    <>
      {remotePictures.test(message.html ?? "") && !pictures && (
        <div className={styles.pictures}>
          {t("message.pictures.off")}
          <Button size="s" onPress={() => setPictures("1")}>
            {t("message.pictures.show")}
          </Button>
        </div>
      )}
      <iframe
        ref={frame}
        className={styles.frame}
        style={{ blockSize: height }}
        title={t("message.asSent.title", { name: message.author.name })}
        src={addressOf(getMessagePage, { id: conversationId, message: message.id }, { pictures })}
        sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
      />
    </>
  );
}
