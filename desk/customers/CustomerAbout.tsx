import { Pencil } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import type { Customer } from "../../contract/customers.ts";
import { useMay } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { directionOf } from "../ui/direction.ts";
import { Problem } from "../ui/Problem.tsx";
import { TextArea } from "../ui/TextField.tsx";
import styles from "./CustomerAbout.module.css";
import { KeepOrNot } from "./KeepOrNot.tsx";
import { useChangeCustomer } from "./queries.ts";

/** What a colleague should know before writing to this person. */
export function CustomerAbout({ customer }: { customer: Customer }) {
  const { t } = useTexts();
  const mayManage = useMay("customers.manage");
  const change = useChangeCustomer(customer.id);
  const [written, setWritten] = useState<string | null>(null);
  const begin = () => setWritten(customer.about);
  const keep = () => change.mutate({ about: written ?? "" }, { onSuccess: () => setWritten(null) });

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    setWritten(null);
  }

  if (written !== null)
    return (
      <form
        className={styles.form}
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <TextArea
          label={t("customer.about")}
          value={written}
          onChange={setWritten}
          onSubmitKey={keep}
          maxLength={10_000}
          rows={4}
          autoFocus
        />
        {change.error && <Problem of={change.error} />}
        <KeepOrNot busy={change.isPending} onCancel={() => setWritten(null)} />
      </form>
    );
  return (
    <section className={styles.about} data-empty={!customer.about || undefined}>
      <header className={styles.head}>
        <h3 className={styles.title}>{t("customer.about")}</h3>
        {mayManage && customer.about && (
          <IconButton size="s" icon={Pencil} label={t("customer.about.change")} onPress={begin} />
        )}
      </header>
      {customer.about ? (
        <p className={styles.words} dir={directionOf(customer.about)}>
          {customer.about}
        </p>
      ) : (
        <p className={styles.none}>
          {mayManage ? (
            <Button size="s" kind="quiet" icon={Pencil} onPress={begin}>
              {t("customer.about.none")}
            </Button>
          ) : (
            t("customer.nothing")
          )}
        </p>
      )}
    </section>
  );
}
