import { useQuery } from "@tanstack/react-query";
import { CircleHelp, SearchX } from "lucide-react";
import type { HelpCentre } from "../../contract/help-centres.ts";
import { useMay } from "../app/me.ts";
import { isolated } from "../settings/isolated.ts";
import { Loaded } from "../settings/Loaded.tsx";
import { NameCell } from "../settings/NameCell.tsx";
import { Part } from "../settings/Part.tsx";
import { addressOf, usePlace } from "../settings/place.ts";
import { localeNames } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Link } from "../ui/Link.tsx";
import { Table } from "../ui/Table.tsx";
import { HelpScreen } from "./HelpScreen.tsx";
import { helpCentresQuery } from "./queries.ts";

/** The public sites of the brands, or one of them. */
export function HelpPart() {
  const { t } = useTexts();
  const { item } = usePlace();
  const centres = useQuery(helpCentresQuery);
  const open = centres.data?.find(({ brand }) => brand.id === item);
  if (open) return <HelpScreen key={open.brand.id} centre={open} />;
  return (
    <Part id="help">
      <Loaded of={centres}>
        {(rows) =>
          item ? (
            <EmptyState icon={SearchX} title={t("help.gone")}>
              <Link href={addressOf("help")}>{t("help.toList")}</Link>
            </EmptyState>
          ) : rows.length ? (
            <Centres rows={rows} />
          ) : (
            <EmptyState icon={CircleHelp} title={t("help.none")}>
              {t("help.noneWords")}
            </EmptyState>
          )
        }
      </Loaded>
    </Part>
  );
}

function Centres({ rows }: { rows: HelpCentre[] }) {
  const { t, list, compare } = useTexts();
  const may = useMay("brands.manage");
  return (
    <Table
      label={t("settings.help")}
      rows={rows.toSorted((a, b) => compare(a.brand.name, b.brand.name))}
      keyOf={({ brand }) => brand.id}
      columns={[
        {
          id: "name",
          header: t("settings.inboxes.brand"),
          cell: ({ brand, address }) => (
            <NameCell
              name={brand.name}
              href={may ? addressOf("help", brand.id) : undefined}
              below={<bdi dir="ltr">{address}</bdi>}
            />
          ),
        },
        {
          id: "locales",
          header: t("settings.brands.locales"),
          wideOnly: true,
          cell: ({ locales }) => list(locales.map((locale) => isolated(localeNames[locale]))),
        },
        {
          id: "on",
          header: t("help.state"),
          cell: ({ isOn }) => (
            <Badge tone={isOn ? "good" : "neutral"}>{t(isOn ? "help.on" : "help.off")}</Badge>
          ),
        },
      ]}
    />
  );
}
