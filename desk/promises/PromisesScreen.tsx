import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { Handshake } from "lucide-react";
import { useCallback } from "react";
import type { PromiseMade } from "../../contract/promises.ts";
import { useBrands } from "../app/lookups.ts";
import { usePageTitle } from "../app/page-title.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Badge } from "../ui/Badge.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useNow } from "../ui/now.ts";
import { PagedList } from "../ui/PagedList.tsx";
import { Select } from "../ui/Select.tsx";
import { Text } from "../ui/Text.tsx";
import type { RowState } from "../ui/VirtualList.tsx";
import { filtersOf, type PromiseSearch, promiseOwners, promiseStates } from "./filters.ts";
import styles from "./PromisesScreen.module.css";
import { promisesQuery } from "./queries.ts";
import { isOwed, stateOf } from "./state.ts";
import { useCountdown } from "./useCountdown.ts";

/** What we promised: mine or my teams', what is due first, what was broken. */
export function PromisesScreen() {
  const { t } = useTexts();
  const search = useSearch({ from: "/desk/promises" });
  usePageTitle(t("app.promises"));
  return (
    <section className={styles.screen} aria-label={t("promises.title")}>
      <header className={styles.head}>
        <h1 className={styles.title}>{t("promises.title")}</h1>
        <Filters search={search} />
      </header>
      <List key={JSON.stringify(search)} search={search} />
    </section>
  );
}

const all = "all";

function Filters({ search }: { search: PromiseSearch }) {
  const { t, compare } = useTexts();
  const navigate = useNavigate();
  const brands = useBrands();
  const { state, whose, brand } = filtersOf(search);
  const change = (changes: PromiseSearch) =>
    navigate({ to: "/promises", search: { ...search, ...changes }, replace: true });
  return (
    <div className={styles.filters}>
      <Select
        label={t("promises.whose")}
        labelHidden
        options={promiseOwners.map((id) => ({ id, label: t(`promises.whose.${id}`) }))}
        value={whose ?? "mine"}
        onChange={(id) => change({ whose: id })}
      />
      <Select
        label={t("promises.state")}
        labelHidden
        options={promiseStates.map((id) => ({ id, label: t(`promises.state.${id}`) }))}
        value={state as (typeof promiseStates)[number]}
        onChange={(id) => change({ state: id })}
      />
      {brands.length > 1 && (
        <Select
          label={t("inbox.filter.brand")}
          labelHidden
          options={[
            { id: all, label: t("promises.brand.all") },
            ...brands
              .toSorted((a, b) => compare(a.name, b.name))
              .map(({ id, name }) => ({ id, label: name })),
          ]}
          value={brand ?? all}
          onChange={(id) => change({ brand: id === all ? undefined : id })}
        />
      )}
    </div>
  );
}

function List({ search }: { search: PromiseSearch }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const router = useRouter();
  const filters = filtersOf(search);
  const list = useInfiniteQuery(promisesQuery(filters));
  const href = useCallback(
    ({ conversation: { id } }: PromiseMade) =>
      router.buildLocation({
        to: "/inbox/$view/$conversationId",
        params: { view: "all", conversationId: id },
      }).href,
    [router],
  );
  const open = useCallback(
    ({ conversation: { id } }: PromiseMade) =>
      navigate({ to: "/inbox/$view/$conversationId", params: { view: "all", conversationId: id } }),
    [navigate],
  );

  const isDebt = filters.state === "owed" || filters.state === "late";
  return (
    <PagedList
      label={t("promises.title")}
      list={list}
      empty={
        <EmptyState icon={Handshake} title={t(isDebt ? "promises.none.owed" : "promises.none")}>
          {t(isDebt ? "promises.none.owed.words" : "promises.none.words")}
        </EmptyState>
      }
      keyOf={idOf}
      href={href}
      rowHeight={64}
      currentKey={null}
      onOpen={open}
    >
      {drawPromise}
    </PagedList>
  );
}

const idOf = ({ id }: PromiseMade) => id;
const drawPromise = (promise: PromiseMade, row: RowState) => <PromiseRow promise={promise} row={row} />;

function PromiseRow({ promise, row }: { promise: PromiseMade; row: RowState }) {
  const { t, dateTime } = useTexts();
  const countdown = useCountdown();
  const { key, tone } = stateOf(promise, useNow());
  const { text, dueAt, owner, customer, conversation, brand } = promise;
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <a {...row.link} className={styles.text}>
          <Text clip>{text}</Text>
        </a>
        <span className={styles.about}>
          <span className={styles.number}>#{conversation.number}</span>
          <Text clip>{[customer.name, conversation.subject, brand.name].filter(Boolean).join(" · ")}</Text>
        </span>
      </div>
      <div className={styles.when}>
        <span title={dateTime(dueAt, "exact")}>
          <Badge tone={tone} look="plain">
            {isOwed(promise) ? countdown(dueAt) : t(key)}
          </Badge>
        </span>
        <span className={styles.date}>{dateTime(dueAt, "weekday")}</span>
      </div>
      <span className={styles.owner} title={owner.name}>
        <Avatar name={owner.name} seed={owner.id} size={24} />
      </span>
    </div>
  );
}
