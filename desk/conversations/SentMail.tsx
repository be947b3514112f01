import { useEffect, useRef, useState } from "react";
import type { Message } from "../../contract/conversations.ts";
import { addressOf } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import styles from "./SentMail.module.css";

/** The page that shows a mail as it was laid out, closed off from the desk by its own policy. */
const mailPage = { path: "/conversations/:id/messages/:message/html" } as const;
const tallestPx = 20_000;

/** The mail as it was sent, in a frame that can neither see the desk nor load pictures from elsewhere. */
export function SentMail({ conversationId, message }: { conversationId: string; message: Message }) {
  const { t } = useTexts();
  const frame = useRef<HTMLIFrameElement>(null);
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
    <iframe
      ref={frame}
      className={styles.frame}
      style={{ blockSize: height }}
      title={t("message.asSent.title", { name: message.author.name })}
      src={addressOf(mailPage, { id: conversationId, message: message.id })}
      sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
    />
  );
}
