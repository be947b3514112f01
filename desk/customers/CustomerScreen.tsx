import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { isProblem } from "../app/call.ts";
import { MissingScreen } from "../app/failed-screens.tsx";
import { usePageTitle } from "../app/page-title.ts";
import { useScreenWidth } from "../app/screen-width.ts";
import { useTexts } from "../texts/Texts.tsx";
import { IconButton } from "../ui/Button.tsx";
import { useKey } from "../ui/keys.ts";
import { Problem } from "../ui/Problem.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { CustomerAbout } from "./CustomerAbout.tsx";
import { CustomerConversations } from "./CustomerConversations.tsx";
import { CustomerFacts } from "./CustomerFacts.tsx";
import { CustomerHead } from "./CustomerHead.tsx";
import styles from "./CustomerScreen.module.css";
import { customerQuery } from "./queries.ts";

/** All we know of one customer, and everything they came with. */
export function CustomerScreen() {
  const { t } = useTexts();
  const { customerId: id } = useParams({ from: "/desk/customers/$customerId" });
  const customer = useQuery(customerQuery(id));
  const width = useScreenWidth();
  const navigate = useNavigate();
  const back = () => navigate({ to: "/customers", search: true });

  usePageTitle(customer.data?.name ?? t("app.customers"));
  useKey("back", "u", back);

  if (isProblem(customer.error, "not_found")) return <MissingScreen />;
  return (
    <article className={styles.screen} key={id}>
      {width === "phone" && (
        <IconButton icon={ArrowLeft} label={t("customers.back")} keys="u" onPress={back} />
      )}
      {customer.data ? (
        <>
          <CustomerHead customer={customer.data} isPage />
          <div className={styles.columns}>
            <div className={styles.column}>
              <CustomerAbout customer={customer.data} />
              <CustomerFacts customer={customer.data} />
            </div>
            <CustomerConversations customer={customer.data} />
          </div>
        </>
      ) : customer.isError ? (
        <Problem of={customer.error} onRetry={() => customer.refetch()} busy={customer.isFetching} />
      ) : (
        <Skeleton lines={6} />
      )}
    </article>
  );
}
