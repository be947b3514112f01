import { useQuery } from "@tanstack/react-query";
import { BadgeCheck, ExternalLink, ShieldQuestion, ShoppingCart } from "lucide-react";
import { useState } from "react";
import type { Cart, ChatBeside, TrailStep } from "../../contract/chat.ts";
import type { Conversation } from "../../contract/conversations.ts";
import { browserName, browserOf } from "../accounts/browser-of.ts";
import { languageName } from "../conversations/words.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useNow } from "../ui/now.ts";
import { Text } from "../ui/Text.tsx";
import { Time } from "../ui/Time.tsx";
import { shortAddress } from "./addresses.ts";
import { besideQuery } from "./queries.ts";
import styles from "./VisitorCard.module.css";

/** The visitor of a chat: who we take them for, which page they look at, what is in their cart, where they came from. */
export function VisitorCard({ conversation }: { conversation: Conversation }) {
  const { t, locale } = useTexts();
  const { data: beside } = useQuery(besideQuery(conversation.id));
  if (!beside) return null;
  const { visitor, email, widget } = beside;
  const { page } = visitor;
  return (
    <section className={styles.card} aria-label={t("chat.visitorCard")}>
      <h2 className={styles.title}>{t("chat.visitorCard")}</h2>
      <p className={styles.known}>
        {visitor.isKnown ? (
          <Badge tone="good" icon={BadgeCheck}>
            {t("chat.known")}
          </Badge>
        ) : (
          <Badge icon={ShieldQuestion}>{t("chat.anonymous")}</Badge>
        )}
        <span className={styles.quiet}>{languageName(visitor.locale, locale)}</span>
        {widget && (
          <span className={styles.quiet}>
            <bdi>{widget.name}</bdi>
          </span>
        )}
      </p>
      <Surroundings timeZone={visitor.timeZone} userAgent={visitor.userAgent} />
      {email && !email.isVerified && (
        <p className={styles.quiet}>{t("chat.unverified", { address: email.address })}</p>
      )}
      {page && (
        <>
          <Page page={page} />
          {page.cart && (page.cart.value > 0 || page.cart.items.length > 0) && <CartOf cart={page.cart} />}
          <Attributes of={page.attributes} />
        </>
      )}
      {!page && <p className={styles.quiet}>{t("chat.noPage")}</p>}
      <Trail steps={visitor.trail} />
    </section>
  );
}

/** By whose clock they live, and with what they look. */
function Surroundings({ timeZone, userAgent }: Pick<ChatBeside["visitor"], "timeZone" | "userAgent">) {
  const { t, locale } = useTexts();
  const now = useNow();
  if (!timeZone && !userAgent) return null;
  const time = timeZone && localTime(locale, timeZone, now);
  const browser = userAgent && browserName(browserOf(userAgent), t);
  return (
    <p className={styles.known}>
      {time && (
        <span className={styles.quiet} title={timeZone}>
          {t("chat.localTime", { time })}
        </span>
      )}
      {browser && (
        <span className={styles.quiet}>
          <bdi>{browser}</bdi>
        </span>
      )}
    </p>
  );
}

const localTime = (locale: string, timeZone: string, now: number) =>
  new Intl.DateTimeFormat(locale, { weekday: "short", hour: "numeric", minute: "2-digit", timeZone }).format(
    now,
  );

type PageNow = NonNullable<ChatBeside["visitor"]["page"]>;

function Page({ page }: { page: PageNow }) {
  const { t } = useTexts();
  return (
    <div className={styles.page}>
      {page.title && (
        <Text as="strong" clip="two-lines">
          {page.title}
        </Text>
      )}
      <a className={styles.link} href={page.url} target="_blank" rel="noopener noreferrer" dir="ltr">
        <bdi>{shortAddress(page.url)}</bdi>
        <Icon of={ExternalLink} size={12} label={t("chat.openPage")} />
      </a>
      {page.step && (
        <span className={styles.step}>
          {t("chat.step")} <Text>{page.step}</Text>
        </span>
      )}
    </div>
  );
}

function CartOf({ cart }: { cart: Cart }) {
  const { t, number } = useTexts();
  const money = (value: number) =>
    cart.currency ? number(value, { style: "currency", currency: cart.currency }) : number(value);
  return (
    <div className={styles.cart}>
      <p className={styles.cartHead}>
        <Icon of={ShoppingCart} size={14} />
        {t("chat.cart", { value: money(cart.value) })}
      </p>
      <ul>
        {cart.items.map((item, at) => (
          // Two of one name may differ in price; their order is the site's.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={at} className={styles.item}>
            <Text clip>{item.name}</Text>
            <span className={styles.amount}>
              {item.quantity !== 1 && `${number(item.quantity)} × `}
              {item.price !== undefined && money(item.price)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Attributes({ of }: { of: PageNow["attributes"] }) {
  const { t, number } = useTexts();
  const entries = Object.entries(of);
  if (entries.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {entries.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>
            <bdi>{name}</bdi>
          </dt>
          <dd>
            {typeof value === "boolean" ? (
              t(value ? "details.yes" : "details.no")
            ) : typeof value === "number" ? (
              number(value)
            ) : (
              <Text>{value}</Text>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const fewSteps = 4;

/** The pages before this one and what was done on them, newest first. */
function Trail({ steps }: { steps: readonly TrailStep[] }) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  if (steps.length === 0) return null;
  const shown = isOpen ? steps : steps.slice(0, fewSteps);
  return (
    <div className={styles.trail}>
      <h3 className={styles.small}>{t("chat.trail")}</h3>
      <ol className={styles.steps}>
        {shown.map((step) => (
          <li key={`${step.at} ${step.name} ${step.url}`} className={styles.trailStep}>
            <span className={styles.trailWords}>
              {step.name === "page" ? (
                <Text clip>{step.title || shortAddress(step.url)}</Text>
              ) : (
                <>
                  <Badge>
                    <bdi>{step.name}</bdi>
                  </Badge>
                  <span className={styles.data}>
                    <Text clip>
                      {Object.entries(step.data)
                        .map(([name, value]) => `${name}: ${value}`)
                        .join(", ")}
                    </Text>
                  </span>
                </>
              )}
            </span>
            <span className={styles.quiet}>
              <Time at={step.at} style="time" />
            </span>
          </li>
        ))}
      </ol>
      {steps.length > fewSteps && (
        <Button size="s" kind="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {isOpen ? t("chat.trail.fold") : t("chat.trail.more", { count: steps.length - fewSteps })}
        </Button>
      )}
    </div>
  );
}
