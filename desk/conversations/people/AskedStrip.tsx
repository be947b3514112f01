import { useQuery } from "@tanstack/react-query";
import { UserRoundPlus } from "lucide-react";
import type { Conversation } from "../../../contract/conversations.ts";
import { useMay } from "../../app/me.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Problem } from "../../ui/Problem.tsx";
import styles from "./AskedStrip.module.css";
import { nameOf, peopleQuery, usePeople } from "./people.ts";

/** Who was put in copy and hears nothing yet: one press lets them in, or keeps them out. */
export function AskedStrip({ conversation: { id } }: { conversation: Conversation }) {
  const { t, list } = useTexts();
  const mayReply = useMay("conversations.reply");
  const { data: people } = useQuery(peopleQuery(id));
  const { become, letAllIn } = usePeople(id);
  const asked = people?.filter(({ standing }) => standing === "asked") ?? [];
  if (!mayReply || asked.length === 0) return null;
  const busy = become.isPending || letAllIn.isPending;
  const [one] = asked;
  return (
    <section className={styles.strip} aria-label={t("people.asked.label")}>
      <Icon of={UserRoundPlus} size={14} />
      <p className={styles.words}>
        {asked.length === 1
          ? t("people.asked.one", { name: told(one!) })
          : t("people.asked.many", { count: asked.length, names: list(asked.map(nameOf)) })}
      </p>
      <span className={styles.acts}>
        {asked.length === 1 ? (
          <Button
            size="s"
            kind="primary"
            busy={busy}
            onPress={() => become.mutate({ address: one!.address, standing: "agreed" })}
          >
            {t("people.letIn")}
          </Button>
        ) : (
          <Button size="s" kind="primary" busy={busy} onPress={() => letAllIn.mutate()}>
            {t("people.letInAll")}
          </Button>
        )}
        {asked.length === 1 && (
          <Button
            size="s"
            kind="quiet"
            isDisabled={busy}
            onPress={() => become.mutate({ address: one!.address, standing: "left" })}
          >
            {t("people.keepOut")}
          </Button>
        )}
      </span>
      {(become.error ?? letAllIn.error) && <Problem of={become.error ?? letAllIn.error} />}
    </section>
  );
}

/** Kept together in a line of either direction. */
const told = ({ name, address }: { name: string; address: string }) =>
  name ? `${name} \u2068<${address}>\u2069` : `\u2068${address}\u2069`;
