import {
  AtSign,
  Clock,
  Gem,
  Languages,
  type LucideIcon,
  MailX,
  MapPin,
  Phone,
  UserPlus,
  UserRound,
} from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { type Customer, Tier } from "../../contract/customers.ts";
import { useCountries, useCountryName } from "../app/countries.ts";
import { useMay } from "../app/me.ts";
import { useHeldBack } from "../conversations/held-back.ts";
import { languageName } from "../conversations/words.ts";
import { localeNames, locales } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";
import { ComboBox } from "../ui/ComboBox.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Menu, MenuItem, MenuTrigger } from "../ui/Menu.tsx";
import { Popover, PopoverTrigger } from "../ui/Popover.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Time } from "../ui/Time.tsx";
import styles from "./CustomerFacts.module.css";
import { useChangeCustomer } from "./queries.ts";

const identityIcons = { email: AtSign, phone: Phone, account: UserRound } as const;

/** How to reach them, in which language, and since when we know them. */
export function CustomerFacts({ customer }: { customer: Customer }) {
  const { t } = useTexts();
  return (
    <dl className={styles.facts}>
      {customer.identities.map(({ kind, value }) => (
        <div key={`${kind} ${value}`} className={styles.identity}>
          <dt>
            <Icon of={identityIcons[kind]} size={14} label={t(`customer.identity.${kind}`)} />
          </dt>
          <dd className={styles.value}>
            <bdi className={styles.address} dir="ltr">
              {value}
            </bdi>
            {kind === "email" && <HeldBackMark address={value} />}
          </dd>
        </div>
      ))}
      <Fact icon={Languages} name={t("customer.language")}>
        <LanguageOf customer={customer} />
      </Fact>
      <Fact icon={MapPin} name={t("customer.country")}>
        <CountryOf customer={customer} />
      </Fact>
      <Fact icon={Gem} name={t("customer.tier")}>
        <TierOf customer={customer} />
      </Fact>
      <Fact icon={UserPlus} name={t("customer.since")}>
        <Time at={customer.createdAt} style="date" />
      </Fact>
      {customer.lastSeenAt && (
        <Fact icon={Clock} name={t("customer.lastSeen")}>
          <Time at={customer.lastSeenAt} />
        </Fact>
      )}
    </dl>
  );
}

/** Nothing goes to this address. */
function HeldBackMark({ address }: { address: string }) {
  const { t } = useTexts();
  const held = useHeldBack(address);
  if (!held) return null;
  return (
    <Badge tone="late" icon={MailX}>
      {t(`suppressions.because.${held.because}`)}
    </Badge>
  );
}

function Fact({ icon, name, children }: { icon: LucideIcon; name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt className={styles.name}>
        <Icon of={icon} size={14} />
        {name}
      </dt>
      <dd className={styles.value}>{children}</dd>
    </div>
  );
}

function LanguageOf({ customer }: { customer: Customer }) {
  const { t, locale } = useTexts();
  const mayManage = useMay("customers.manage");
  const change = useChangeCustomer(customer.id);
  const shown = customer.locale ? languageName(customer.locale, locale) : t("language.unknown");
  if (!mayManage) return shown;
  return (
    <>
      <MenuTrigger>
        <Button className={styles.choice} aria-label={t("customer.language.is", { language: shown })}>
          {shown}
        </Button>
        <Menu
          label={t("customer.language")}
          selectionMode="single"
          selectedKeys={customer.locale ? [customer.locale] : []}
          onSelectionChange={(keys) =>
            change.mutate({ locale: locales.find((each) => each === [...keys][0]) ?? null })
          }
        >
          {locales.map((each) => (
            <MenuItem key={each} id={each}>
              {localeNames[each]}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      {change.error && <Problem of={change.error} />}
    </>
  );
}

/** Where they are: whose hours and holidays count for their matters. */
function CountryOf({ customer }: { customer: Customer }) {
  const { t } = useTexts();
  const nameOf = useCountryName();
  const mayManage = useMay("customers.manage");
  const change = useChangeCustomer(customer.id);
  const shown = customer.country ? nameOf(customer.country) : t("customer.country.unknown");
  if (!mayManage) return shown;
  return (
    <>
      <PopoverTrigger>
        <Button className={styles.choice} aria-label={t("customer.country.is", { country: shown })}>
          {shown}
        </Button>
        <Popover label={t("customer.country")}>
          {(close) => (
            <CountryChoice
              value={customer.country}
              onChange={(country) => {
                close();
                if (country !== customer.country) change.mutate({ country });
              }}
            />
          )}
        </Popover>
      </PopoverTrigger>
      {change.error && <Problem of={change.error} />}
    </>
  );
}

type ChoiceProps = { value: string | null; onChange: (country: string | null) => void };

const unknown = "unknown";

function CountryChoice({ value, onChange }: ChoiceProps) {
  const { t } = useTexts();
  const countries = useCountries();
  return (
    <div className={styles.country}>
      <ComboBox
        label={t("customer.country")}
        description={t("customer.country.hint")}
        autoFocus
        options={[{ id: unknown, label: t("customer.country.unknown") }, ...countries]}
        value={value ?? unknown}
        onChange={(country) => country && onChange(country === unknown ? null : country)}
      />
    </div>
  );
}

/** What they are to us: whose matters come up sooner. */
function TierOf({ customer }: { customer: Customer }) {
  const { t } = useTexts();
  const mayManage = useMay("customers.manage");
  const change = useChangeCustomer(customer.id);
  const shown = t(`tier.${customer.tier}`);
  if (!mayManage) return shown;
  return (
    <>
      <MenuTrigger>
        <Button className={styles.choice} aria-label={t("customer.tier.is", { tier: shown })}>
          {shown}
        </Button>
        <Menu
          label={t("customer.tier")}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[customer.tier]}
          onSelectionChange={(keys) => change.mutate({ tier: Tier.parse([...keys][0] as Tier) })}
        >
          {Tier.options.map((each) => (
            <MenuItem key={each} id={each}>
              {t(`tier.${each}`)}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      {change.error && <Problem of={change.error} />}
    </>
  );
}
