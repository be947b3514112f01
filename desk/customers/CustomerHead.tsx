import { Pencil } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import type { Customer } from "../../contract/customers.ts";
import { useMay } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { IconButton } from "../ui/Button.tsx";
import { Link } from "../ui/Link.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Text } from "../ui/Text.tsx";
import { TextField } from "../ui/TextField.tsx";
import styles from "./CustomerHead.module.css";
import { KeepOrNot } from "./KeepOrNot.tsx";
import { useChangeCustomer } from "./queries.ts";

/** Name and company; both can be put right where they stand. */
export function CustomerHead({ customer, isPage }: { customer: Customer; isPage?: boolean }) {
  const { t } = useTexts();
  const mayManage = useMay("customers.manage");
  const [isChanging, setChanging] = useState(false);
  const name = customer.name || customer.email || t("customer.unnamed");
  const Title = isPage ? "h1" : "h2";

  if (isChanging) return <NameFields customer={customer} onDone={() => setChanging(false)} />;
  return (
    <header className={styles.head}>
      <Avatar name={name} seed={customer.id} size={40} />
      <div className={styles.words}>
        <Title className={styles.name}>
          {isPage ? (
            <Text clip>{name}</Text>
          ) : (
            <Link kind="quiet" href={`/customers/${customer.id}`}>
              <Text clip>{name}</Text>
            </Link>
          )}
        </Title>
        <p className={styles.company}>
          {customer.company && <Text>{customer.company}</Text>}
          {customer.company && " · "}
          <Text>{customer.brand.name}</Text>
        </p>
      </div>
      {mayManage && (
        <IconButton size="s" icon={Pencil} label={t("customer.rename")} onPress={() => setChanging(true)} />
      )}
    </header>
  );
}

function NameFields({ customer, onDone }: { customer: Customer; onDone: () => void }) {
  const { t } = useTexts();
  const change = useChangeCustomer(customer.id);
  const [name, setName] = useState(customer.name);
  const [company, setCompany] = useState(customer.company ?? "");

  function keep() {
    const fresh = { ...(name.trim() && { name: name.trim() }), company: company.trim() || null };
    change.mutate(fresh, { onSuccess: onDone });
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape") onDone();
  }

  return (
    <form
      className={styles.fields}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <TextField label={t("customer.name")} value={name} onChange={setName} maxLength={200} autoFocus />
      <TextField
        label={t("customer.company")}
        value={company}
        onChange={setCompany}
        maxLength={200}
        optional
      />
      {change.error && <Problem of={change.error} />}
      <KeepOrNot busy={change.isPending} onCancel={onDone} />
    </form>
  );
}
