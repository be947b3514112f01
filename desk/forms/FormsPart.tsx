import { useQuery } from "@tanstack/react-query";
import { FileInput, Plus, SearchX } from "lucide-react";
import type { Form } from "../../contract/forms.ts";
import { brandsQuery, inboxesQuery } from "../app/lookups.ts";
import { Loaded } from "../settings/Loaded.tsx";
import { Part } from "../settings/Part.tsx";
import { addressOf, useGo, usePlace } from "../settings/place.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Link } from "../ui/Link.tsx";
import { FormList } from "./FormList.tsx";
import { FormScreen } from "./FormScreen.tsx";
import styles from "./Forms.module.css";
import { formsQuery } from "./queries.ts";

/** What customers fill in, brand by brand, or one form. */
export function FormsPart() {
  const { item } = usePlace();
  return item ? <One item={item} /> : <All />;
}

function All() {
  const { t, compare } = useTexts();
  const go = useGo("forms");
  const forms = useQuery(formsQuery);
  const brands = useQuery(brandsQuery).data ?? [];
  const rows = forms.data ?? [];
  const several = brands.length > 1;
  const add = (brand?: string) => (
    <Button
      kind={several ? "plain" : "primary"}
      size={several ? "s" : "m"}
      icon={Plus}
      onPress={() => go(brand ? `new/${brand}` : "new")}
    >
      {t("forms.add")}
    </Button>
  );
  return (
    <Part id="forms" actions={!several && rows.length > 0 ? add(brands[0]?.id) : undefined}>
      <Loaded of={forms}>
        {() =>
          several ? (
            <div className={styles.brands}>
              {brands
                .toSorted((a, b) => compare(a.name, b.name))
                .map(({ id, name }) => (
                  <Card key={id} title={name} actions={add(id)}>
                    <FormList brand={id} name={name} forms={ofBrand(rows, id)} />
                  </Card>
                ))}
            </div>
          ) : rows.length ? (
            <FormList brand={brands[0]?.id ?? ""} name={brands[0]?.name ?? ""} forms={rows} />
          ) : (
            <EmptyState icon={FileInput} title={t("forms.none")} actions={add(brands[0]?.id)}>
              {t("forms.noneWords")}
            </EmptyState>
          )
        }
      </Loaded>
    </Part>
  );
}

const ofBrand = (forms: readonly Form[], brand: string) => forms.filter((form) => form.brand.id === brand);

function One({ item }: { item: string }) {
  const { t } = useTexts();
  const { more } = usePlace();
  const forms = useQuery(formsQuery);
  const brands = useQuery(brandsQuery);
  // Where there is one inbox it is the form's from the start.
  const inboxes = useQuery(inboxesQuery);
  if (item === "new" && !inboxes.data) return <Loaded of={inboxes}>{() => null}</Loaded>;
  if (item === "new")
    return (
      <Loaded of={brands}>
        {(known) => {
          const brand = known.find(({ id }) => id === more) ?? known[0];
          return brand ? <FormScreen key={brand.id} form={null} brand={brand} /> : null;
        }}
      </Loaded>
    );
  return (
    <Loaded of={forms}>
      {(known) => {
        const form = known.find(({ id }) => id === item);
        const brand = brands.data?.find(({ id }) => id === form?.brand.id);
        return form && brand ? (
          <FormScreen key={form.id} form={form} brand={brand} />
        ) : (
          <EmptyState icon={SearchX} title={t("forms.gone")}>
            <Link href={addressOf("forms")}>{t("forms.toList")}</Link>
          </EmptyState>
        );
      }}
    </Loaded>
  );
}
