import { useQuery } from "@tanstack/react-query";
import { Plus, Store } from "lucide-react";
import type { Brand } from "../../contract/workspace.ts";
import { LineBadge } from "../app/LineBadge.tsx";
import { useLines } from "../app/lines.ts";
import { brandsQuery } from "../app/lookups.ts";
import { useMay } from "../app/me.ts";
import { localeNames } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Table } from "../ui/Table.tsx";
import { BrandDialog } from "./BrandDialog.tsx";
import { isolated } from "./isolated.ts";
import { Loaded } from "./Loaded.tsx";
import { Dot, NameCell } from "./NameCell.tsx";
import styles from "./Part.module.css";
import { Part } from "./Part.tsx";
import { addressOf, useGo, usePlace } from "./place.ts";

export function BrandsPart() {
  const { t } = useTexts();
  const { item } = usePlace();
  const go = useGo("brands");
  const may = useMay("brands.manage");
  const brands = useQuery(brandsQuery);
  const add = (
    <Button kind="primary" icon={Plus} onPress={() => go("new")}>
      {t("settings.brands.add")}
    </Button>
  );
  const open = brands.data?.find(({ id }) => id === item);

  return (
    <Part id="brands" actions={brands.data?.length ? add : undefined}>
      <Loaded of={brands}>
        {(rows) =>
          rows.length ? (
            <Brands rows={rows} may={may} />
          ) : (
            <EmptyState icon={Store} title={t("settings.brands.none")} actions={may && add}>
              {t("settings.brands.noneWords")}
            </EmptyState>
          )
        }
      </Loaded>
      {may && (item === "new" || open) && (
        <BrandDialog key={open?.id ?? "new"} brand={open ?? null} onClose={() => go()} />
      )}
    </Part>
  );
}

function Brands({ rows, may }: { rows: Brand[]; may: boolean }) {
  const { t, list, compare } = useTexts();
  const several = useLines().length > 1;
  return (
    <Table
      label={t("settings.brands")}
      rows={rows.toSorted((a, b) => compare(a.name, b.name))}
      keyOf={(brand) => brand.id}
      columns={[
        {
          id: "name",
          header: t("settings.name"),
          cell: (brand) => (
            <NameCell
              name={brand.name}
              href={may ? addressOf("brands", brand.id) : undefined}
              mark={<Dot colour={brand.colour} />}
              below={brand.domain && <bdi>{brand.domain}</bdi>}
            />
          ),
        },
        ...(several
          ? [
              {
                id: "lines",
                header: t("settings.brands.lines"),
                cell: (brand: Brand) => (
                  <span className={styles.badges}>
                    {brand.lines.map((line) => (
                      <LineBadge key={line} line={line} />
                    ))}
                  </span>
                ),
              },
            ]
          : []),
        {
          id: "locales",
          header: t("settings.brands.locales"),
          wideOnly: true,
          cell: (brand) => list(brand.locales.map((locale) => isolated(localeNames[locale]))),
        },
      ]}
    />
  );
}
