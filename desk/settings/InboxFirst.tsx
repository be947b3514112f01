import { useTexts } from "../texts/Texts.tsx";
import { Link } from "../ui/Link.tsx";
import { addressOf } from "./place.ts";

/** Where nothing can begin without an inbox: the way to one. */
export function InboxFirst() {
  const { t } = useTexts();
  return (
    <p>
      {t("settings.inboxes.first")}{" "}
      <Link href={addressOf("inboxes", "new")}>{t("settings.inboxes.add")}</Link>
    </p>
  );
}
