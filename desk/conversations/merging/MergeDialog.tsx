import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { type Conversation, listConversations } from "../../../contract/conversations.ts";
import { call } from "../../app/call.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { RadioGroup } from "../../ui/RadioGroup.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Text } from "../../ui/Text.tsx";
import { conversationQuery, conversationsOfQuery } from "../queries.ts";
import styles from "./MergeDialog.module.css";
import { useMerging } from "./merging.ts";
import { whichStays } from "./stays.ts";

const mostShown = 8;

type Props = {
  /** What is to become one: one that others are looked for, or several that were chosen. */
  ids: readonly string[];
  onClose: () => void;
};

/** Makes several conversations one: which, and which of them stays. */
export function MergeDialog({ ids, onClose }: Props) {
  const { t } = useTexts();
  const given = useQueries({ queries: ids.map((id) => conversationQuery(id)) });
  const loaded = given.flatMap(({ data }) => data ?? []);
  const failed = given.find(({ error }) => error);
  const [first] = loaded;
  if (failed || !first || loaded.length < ids.length)
    return (
      <Dialog title={t("merge.title")} isOpen onOpenChange={onClose}>
        {failed ? <Problem of={failed.error} /> : <Skeleton lines={5} />}
      </Dialog>
    );
  return <Chooser given={loaded} first={first} onClose={onClose} />;
}

function Chooser({
  given,
  first,
  onClose,
}: {
  given: Conversation[];
  first: Conversation;
  onClose: () => void;
}) {
  const { t, dateTime } = useTexts();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<Conversation[]>(given);
  const [stays, setStays] = useState<string | null>(null);
  const found = useCandidates(first, text);
  const merging = useMerging(onClose);
  const into = chosen.find(({ id }) => id === stays) ?? whichStays(chosen)!;
  const from = chosen.filter(({ id }) => id !== into.id);
  const others = new Set(
    chosen.filter(({ customer }) => customer.id !== into.customer.id).map(({ customer }) => customer.id),
  ).size;
  const choose = (one: Conversation, is: boolean) => {
    setChosen(is ? [...chosen, one] : chosen.filter(({ id }) => id !== one.id));
    merging.reset();
  };
  const offered = found.items.filter(({ id }) => !given.some((one) => one.id === id));
  const extra = chosen.filter(
    ({ id }) => !given.some((one) => one.id === id) && !offered.some((one) => one.id === id),
  );

  return (
    <Dialog
      title={t("merge.title")}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button
            kind="primary"
            isDisabled={from.length === 0}
            busy={merging.isPending}
            onPress={() => merging.mutate({ into, from })}
          >
            {t("merge.do", { number: `#${into.number}` })}
          </Button>
        </>
      }
    >
      <div className={styles.parts}>
        <p className={styles.words}>{t("merge.words")}</p>
        <SearchField
          label={t("merge.find")}
          placeholder={t("merge.find.hint")}
          autoFocus={given.length === 1}
          value={text}
          onChange={setText}
          busy={found.isBusy}
        />
        <fieldset className={styles.found}>
          <legend>{text.trim() || given.length > 1 ? t("merge.choose") : t("merge.suggested")}</legend>
          {[...given.slice(1), ...extra, ...offered].map((one) => (
            <Checkbox
              key={one.id}
              isSelected={chosen.some(({ id }) => id === one.id)}
              onChange={(is) => choose(one, is)}
              description={<About of={one} />}
            >
              <Title of={one} />
            </Checkbox>
          ))}
          {!found.isBusy && offered.length + extra.length + given.length === 1 && (
            <p className={styles.words}>{t("merge.none")}</p>
          )}
        </fieldset>
        {chosen.length > 1 && (
          <RadioGroup
            label={t("merge.stays")}
            options={chosen.map((one) => ({
              id: one.id,
              label: `#${one.number} ${one.subject}`,
              description: `${one.owner.name} · ${t("merge.stays.since", { at: dateTime(one.createdAt, "date") })}`,
            }))}
            value={into.id}
            onChange={setStays}
          />
        )}
        {others > 0 && (
          <p className={styles.warning}>
            {t("merge.otherCustomer", { names: others, name: into.customer.name })}
          </p>
        )}
        {merging.error && <Problem of={merging.error} />}
      </div>
    </Dialog>
  );
}

const Title = ({ of: { number, subject, preview } }: { of: Conversation }) => (
  <span className={styles.title}>
    #{number} <Text clip>{subject || preview}</Text>
  </span>
);

function About({ of: { customer, status, lastMessageAt } }: { of: Conversation }) {
  const { t, dateTime } = useTexts();
  return (
    <>
      <bdi>{customer.name}</bdi> · {t(`status.${status}`)} · {dateTime(lastMessageAt, "date")}
    </>
  );
}

/** What may be the same matter: what the words find, else what the same customer came with, the open ones first. */
function useCandidates({ brand, customer }: Conversation, text: string) {
  const asked = useDeferredValue(text.trim().replace(/^#/, ""));
  const own = useQuery(conversationsOfQuery(customer.id));
  const found = useQuery({
    queryKey: ["conversations-to-merge", brand.id, asked],
    queryFn: async ({ signal }) =>
      (
        await call(
          listConversations,
          { query: { view: "all", brand: brand.id, text: asked, limit: mostShown } },
          { signal },
        )
      ).items,
    enabled: asked !== "",
    placeholderData: keepPreviousData,
  });
  const ofBrand = (own.data ?? []).filter((one) => one.brand.id === brand.id);
  const openFirst = ofBrand.toSorted((a, b) => Number(a.status === "closed") - Number(b.status === "closed"));
  return asked
    ? { items: found.data ?? [], isBusy: found.isFetching }
    : { items: openFirst.slice(0, mostShown), isBusy: own.isPending };
}
