import { useQuery } from "@tanstack/react-query";
import { addressOf } from "../settings/place.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Card } from "../ui/Card.tsx";
import { Link } from "../ui/Link.tsx";
import styles from "./Automations.module.css";
import { templatesQuery } from "./queries.ts";

/** Rules to begin with. Taking one opens it in the editor; nothing is on before somebody switches it on. */
export function Templates() {
  const { t } = useTexts();
  const { data: templates = [] } = useQuery(templatesQuery);
  if (templates.length === 0) return null;
  return (
    <Card title={t("automation.templates")}>
      <ul className={styles.templates}>
        {templates.map(({ key, name, words }) => (
          <li key={key}>
            <Link href={`${addressOf("automations", "new")}/${key}`}>{name}</Link>
            <p className={styles.hint}>{words}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
