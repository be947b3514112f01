import type { ReactNode } from "react";
import { useMe } from "../app/me.ts";
import { usePageTitle } from "../app/page-title.ts";
import { useScreenWidth } from "../app/screen-width.ts";
import { useTexts } from "../texts/Texts.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import styles from "./Part.module.css";
import { type PartId, parts } from "./parts.ts";

type Props = {
  id: PartId;
  /** What can be done here; left out for who may not. */
  actions?: ReactNode;
  children: ReactNode;
};

/** The head of a part of the settings, and what it holds. */
export function Part({ id, actions, children }: Props) {
  const { t } = useTexts();
  const phone = useScreenWidth() === "phone";
  const { permissions } = useMe();
  const { changes } = parts[id];
  const may = changes === null || permissions.includes(changes);
  usePageTitle(t(`settings.${id}`));
  return (
    <>
      <PageHeader
        title={t(`settings.${id}`)}
        description={t(`settings.${id}.words`)}
        back={phone ? { href: "/settings", label: t("app.settings") } : undefined}
        actions={may ? actions : undefined}
      />
      {!may && <p className={styles.readOnly}>{t("settings.readOnly")}</p>}
      {children}
    </>
  );
}
