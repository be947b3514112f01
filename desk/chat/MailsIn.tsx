import { useEffect, useState } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { leftUntil } from "./left-until.ts";

/** How long it is until what was not seen goes by mail, to the second. Said to nobody aloud: it would never be silent. */
export function MailsIn({ at }: { at: string }) {
  const { t } = useTexts();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const time = leftUntil(Date.parse(at), now);
  return <span>· {time ? t("chat.mailsIn", { time }) : t("chat.mailsNow")}</span>;
}
