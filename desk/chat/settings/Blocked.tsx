import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type BlockedVisitor, deleteBlockedVisitor } from "../../../contract/chat.ts";
import { call } from "../../app/call.ts";
import { useMay } from "../../app/me.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Link } from "../../ui/Link.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Table } from "../../ui/Table.tsx";
import { Text } from "../../ui/Text.tsx";
import { blockedQuery } from "./queries.ts";
import styles from "./Widget.module.css";

/** Who was kept from writing, by whom and why; nothing where that is nobody. */
export function Blocked() {
  const { t, dateTime } = useTexts();
  const mayKnow = useMay("conversations.manage");
  const { data: rows } = useQuery({ ...blockedQuery, enabled: mayKnow });
  if (!rows?.length) return null;
  return (
    <section className={styles.blocked} aria-labelledby="blocked">
      <h2 id="blocked">{t("chatSettings.blocked")}</h2>
      <Table
        label={t("chatSettings.blocked")}
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          {
            id: "name",
            header: t("settings.name"),
            cell: ({ customer, brand }) => (
              <div className={styles.cell}>
                {customer ? (
                  <Link href={`/customers/${customer.id}`}>
                    <bdi>{customer.name || t("chat.visitor")}</bdi>
                  </Link>
                ) : (
                  t("chat.visitor")
                )}
                <span className={styles.quiet}>
                  <bdi>{brand.name}</bdi>
                </span>
              </div>
            ),
          },
          {
            id: "why",
            header: t("chat.block.reason"),
            cell: ({ reason, by, at }) => (
              <div className={styles.cell}>
                <Text>{reason}</Text>
                <span className={styles.quiet}>{t("chatSettings.blockedBy", { by, at: dateTime(at) })}</span>
              </div>
            ),
          },
          { id: "act", header: "", cell: (one) => <LetWrite visitor={one} /> },
        ]}
      />
    </section>
  );
}

function LetWrite({ visitor }: { visitor: BlockedVisitor }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const letting = useMutation({
    mutationFn: () => call(deleteBlockedVisitor, { params: { id: visitor.id } }),
    onSuccess: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: blockedQuery.queryKey }),
        cache.invalidateQueries({ queryKey: ["chat"] }),
      ]),
  });
  return (
    <>
      <Button size="s" busy={letting.isPending} onPress={() => letting.mutate()}>
        {t("chat.unblock")}
      </Button>
      {letting.error && <Problem of={letting.error} />}
    </>
  );
}
