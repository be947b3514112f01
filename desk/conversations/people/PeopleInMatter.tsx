import { useQuery } from "@tanstack/react-query";
import { MoreHorizontal, Plus } from "lucide-react";
import { useState } from "react";
import type { Conversation } from "../../../contract/conversations.ts";
import type { Participant } from "../../../contract/participants.ts";
import { useMay } from "../../app/me.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Menu, MenuItem, MenuTrigger } from "../../ui/Menu.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { problemOfField } from "../../ui/problem.ts";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./PeopleInMatter.module.css";
import { nameOf, peopleQuery, useMakeCustomer, usePeople } from "./people.ts";

/** Who takes part besides the customer above, what each is to the matter, and who is to join them. */
export function PeopleInMatter({ conversation }: { conversation: Conversation }) {
  const { t } = useTexts();
  const { id } = conversation;
  const mayReply = useMay("conversations.reply");
  const mayManage = useMay("conversations.manage");
  const { data: people } = useQuery(peopleQuery(id));
  const { become } = usePeople(id);
  const customer = useMakeCustomer(conversation);
  const others = people?.filter(({ isFirst }) => !isFirst) ?? [];
  if (!people || (!others.length && !mayReply)) return null;
  const failed = become.variables?.name === undefined && become.error ? become.error : customer.error;
  return (
    <section className={styles.people} aria-label={t("people.title")}>
      <h3 className={styles.title}>{t("people.title")}</h3>
      <ul className={styles.list}>
        {others.map((person) => (
          <li key={person.address} className={styles.person} data-standing={person.standing}>
            <Avatar name={nameOf(person)} seed={person.customer?.id ?? person.address} size={24} />
            <span
              className={styles.who}
              title={person.addedBy ? t("people.addedBy", { who: person.addedBy }) : undefined}
            >
              <bdi className={styles.name}>{nameOf(person)}</bdi>
              <span className={styles.fine}>
                {person.name && <bdi>{person.address}</bdi>}
                {person.customer?.company && <bdi>{person.customer.company}</bdi>}
                <span>{t(`people.standing.${person.standing}`)}</span>
              </span>
            </span>
            {mayReply && (
              <Acts
                person={person}
                mayManage={mayManage}
                onBecome={(standing) => become.mutate({ address: person.address, standing })}
                onCustomer={() =>
                  customer.make(
                    person.customer
                      ? { customer: person.customer.id }
                      : { email: person.address, name: person.name },
                  )
                }
              />
            )}
          </li>
        ))}
      </ul>
      {Boolean(failed) && <Problem of={failed} />}
      {mayReply && <Joining id={id} />}
    </section>
  );
}

type ActsProps = {
  person: Participant;
  mayManage: boolean;
  onBecome: (standing: "customer" | "agreed" | "left") => void;
  onCustomer: () => void;
};

function Acts({ person, mayManage, onBecome, onCustomer }: ActsProps) {
  const { t } = useTexts();
  const { standing } = person;
  return (
    <MenuTrigger>
      <IconButton size="s" icon={MoreHorizontal} label={t("people.menu", { name: nameOf(person) })} />
      <Menu label={t("people.menu", { name: nameOf(person) })} placement="bottom end">
        {standing !== "agreed" && standing !== "customer" && (
          <MenuItem onAction={() => onBecome("agreed")}>{t("people.letIn")}</MenuItem>
        )}
        {standing !== "customer" && (
          <MenuItem onAction={() => onBecome("customer")}>{t("people.makeAlso")}</MenuItem>
        )}
        {mayManage && <MenuItem onAction={onCustomer}>{t("people.makeCustomer")}</MenuItem>}
        {standing !== "left" && (
          <MenuItem danger onAction={() => onBecome("left")}>
            {t(standing === "asked" ? "people.keepOut" : "people.takeOut")}
          </MenuItem>
        )}
      </Menu>
    </MenuTrigger>
  );
}

function Joining({ id }: { id: string }) {
  const { t } = useTexts();
  const [address, setAddress] = useState<string | null>(null);
  const { become } = usePeople(id);
  if (address === null)
    return (
      <Button size="s" kind="quiet" icon={Plus} onPress={() => setAddress("")}>
        {t("people.add")}
      </Button>
    );
  const fault = problemOfField(become.error, "address");
  const error =
    fault === "our_own_address"
      ? t("recipients.ours")
      : fault || (become.error && !fault)
        ? t("recipients.notAddress")
        : undefined;
  return (
    <form
      className={styles.joining}
      onSubmit={(event) => {
        event.preventDefault();
        if (address.trim())
          become.mutate(
            { address: address.trim(), standing: "agreed" },
            { onSuccess: () => setAddress(null) },
          );
      }}
    >
      <TextField
        label={t("people.add.address")}
        value={address}
        onChange={setAddress}
        type="email"
        autoFocus
        error={error}
      />
      <Button type="submit" size="s" kind="primary" busy={become.isPending}>
        {t("people.add.do")}
      </Button>
      <Button size="s" kind="quiet" onPress={() => setAddress(null)}>
        {t("ui.cancel")}
      </Button>
    </form>
  );
}
