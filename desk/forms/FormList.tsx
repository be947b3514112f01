import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, GripVertical } from "lucide-react";
import { Button as AriaButton, GridList, GridListItem, useDragAndDrop } from "react-aria-components";
import { type Form, putFormOrder } from "../../contract/forms.ts";
import { CopyButton } from "../accounts/CopyButton.tsx";
import { call } from "../app/call.ts";
import { addressOf } from "../settings/place.ts";
import { bestWords } from "../settings/words-by.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";
import { IconButton } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Link } from "../ui/Link.tsx";
import { Problem } from "../ui/Problem.tsx";
import styles from "./Forms.module.css";
import { movedTo, reordered } from "./order.ts";
import { formsQuery } from "./queries.ts";

type Props = { brand: string; name: string; forms: Form[] };

/** The forms of a brand as they are offered. They are moved by hand, by the keys of the list, or a step at a time. */
export function FormList({ brand, name, forms }: Props) {
  const { t, number, locale } = useTexts();
  const cache = useQueryClient();
  const { queryKey } = formsQuery;
  const order = useMutation({
    mutationFn: (ids: string[]) => call(putFormOrder, { body: { brand, forms: ids } }),
    onMutate: async (ids) => {
      await cache.cancelQueries({ queryKey });
      cache.setQueryData(queryKey, (all) => all && reordered(all, ids));
    },
    onSettled: () => cache.invalidateQueries({ queryKey }),
  });
  const ids = forms.map(({ id }) => id);
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ "text/plain": String(key) })),
    onReorder: ({ keys, target }) =>
      order.mutate(movedTo(ids, [...keys].map(String), String(target.key), target.dropPosition === "before")),
  });
  const step = (id: string, by: -1 | 1) => {
    const next = [...ids];
    const from = next.indexOf(id);
    next.splice(from + by, 0, ...next.splice(from, 1));
    order.mutate(next);
  };

  if (forms.length === 0) return <p className={styles.quiet}>{t("forms.noneOf", { brand: name })}</p>;
  return (
    <>
      <GridList
        aria-label={t("forms.listOf", { brand: name })}
        className={styles.list}
        items={forms}
        dragAndDropHooks={forms.length > 1 ? dragAndDropHooks : undefined}
      >
        {(form) => {
          const words = bestWords(form.names, locale);
          const at = ids.indexOf(form.id);
          return (
            <GridListItem id={form.id} textValue={words} className={styles.row}>
              {forms.length > 1 && (
                <AriaButton slot="drag" className={styles.grip} aria-label={t("forms.move", { name: words })}>
                  <Icon of={GripVertical} size={16} />
                </AriaButton>
              )}
              <span className={styles.words}>
                <span className={styles.first}>
                  <Link
                    href={addressOf("forms", form.id)}
                    kind="quiet"
                    aria-label={t("settings.change", { name: words })}
                  >
                    <bdi className={styles.name}>{words}</bdi>
                  </Link>
                  {!form.isOn && <Badge>{t("forms.off")}</Badge>}
                  {form.audience === "signed-in" && <Badge>{t("forms.audience.signed-in")}</Badge>}
                </span>
                <span className={styles.quiet}>
                  {t("forms.fieldCount", { count: form.fields.length })} ·{" "}
                  {t("forms.sentLately", { count: form.sentLately, number: number(form.sentLately) })}
                </span>
              </span>
              <span className={styles.acts}>
                {form.address && <CopyButton text={form.address} label={t("forms.copyAddress")} />}
                {forms.length > 1 && (
                  <>
                    <IconButton
                      size="s"
                      icon={ArrowUp}
                      label={t("automation.up", { name: words })}
                      isDisabled={at === 0}
                      onPress={() => step(form.id, -1)}
                    />
                    <IconButton
                      size="s"
                      icon={ArrowDown}
                      label={t("automation.down", { name: words })}
                      isDisabled={at === forms.length - 1}
                      onPress={() => step(form.id, 1)}
                    />
                  </>
                )}
              </span>
            </GridListItem>
          );
        }}
      </GridList>
      {order.error && <Problem of={order.error} />}
    </>
  );
}
