import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useRouter, useSearch } from "@tanstack/react-router";
import { SearchX, Users } from "lucide-react";
import { useCallback } from "react";
import type { Customer } from "../../contract/customers.ts";
import { ListBeside } from "../app/ListBeside.tsx";
import { usePageTitle } from "../app/page-title.ts";
import { WordSearch } from "../conversations/WordSearch.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Badge } from "../ui/Badge.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { PagedList } from "../ui/PagedList.tsx";
import { Text } from "../ui/Text.tsx";
import type { RowState } from "../ui/VirtualList.tsx";
import styles from "./CustomersScreen.module.css";
import { customersQuery } from "./queries.ts";

/** Everyone we write with, by name. */
export function CustomersScreen() {
  const { t } = useTexts();
  const { customerId } = useParams({ strict: false });
  const { text } = useSearch({ from: "/desk/customers" });
  const navigate = useNavigate();
  usePageTitle(customerId ? null : t("app.customers"));

  const list = (
    <section className={styles.list} aria-label={t("app.customers")}>
      <header className={styles.head}>
        <h1 className={styles.title}>{t("app.customers")}</h1>
        <WordSearch
          label={t("customers.search")}
          text={text ?? ""}
          onSearch={(words) => navigate({ to: ".", search: words ? { text: words } : {}, replace: true })}
        />
      </header>
      <CustomerList text={text} openId={customerId ?? null} />
    </section>
  );
  return (
    <ListBeside
      remember="customers.list"
      label={t("app.customers")}
      list={list}
      isOneOpen={customerId !== undefined}
    />
  );
}

function CustomerList({ text, openId }: { text: string | undefined; openId: string | null }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const router = useRouter();
  const list = useInfiniteQuery(customersQuery(text));
  const href = useCallback(
    ({ id }: Customer) =>
      router.buildLocation({ to: "/customers/$customerId", params: { customerId: id }, search: { text } })
        .href,
    [router, text],
  );
  const open = useCallback(
    ({ id }: Customer) =>
      navigate({
        to: "/customers/$customerId",
        params: { customerId: id },
        search: { text },
        replace: openId !== null,
      }),
    [navigate, text, openId],
  );

  return (
    <PagedList
      key={text ?? ""}
      label={t("app.customers")}
      list={list}
      empty={
        <EmptyState icon={text ? SearchX : Users} title={t(text ? "customers.none.found" : "customers.none")}>
          {t(text ? "customers.none.found.words" : "customers.none.words")}
        </EmptyState>
      }
      keyOf={idOf}
      href={href}
      rowHeight={60}
      currentKey={openId}
      onOpen={open}
      onMove={openId ? open : undefined}
    >
      {drawCustomer}
    </PagedList>
  );
}

const idOf = ({ id }: Customer) => id;
const drawCustomer = (customer: Customer, row: RowState) => <CustomerRow customer={customer} row={row} />;

function CustomerRow({ customer, row }: { customer: Customer; row: RowState }) {
  const { t } = useTexts();
  const name = customer.name || customer.email || t("customer.unnamed");
  return (
    <div className={styles.row}>
      <Avatar name={name} seed={customer.id} size={32} />
      <div className={styles.words}>
        <a {...row.link} className={styles.name}>
          <Text clip>{name}</Text>
        </a>
        <span className={styles.address}>
          <Text clip>{[customer.company, customer.email].filter(Boolean).join(" · ")}</Text>
        </span>
      </div>
      {customer.conversations.open > 0 && (
        <Badge look="plain">{t("customers.open", { count: customer.conversations.open })}</Badge>
      )}
    </div>
  );
}
