import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ListChecks, Plus } from "lucide-react";
import { useState } from "react";
import { type ChecklistTemplate, deleteChecklistTemplate } from "../../../contract/checklists.ts";
import { call } from "../../app/call.ts";
import { ownName } from "../../app/line-words.ts";
import { useIntentName, useLines } from "../../app/lines.ts";
import { useBrands } from "../../app/lookups.ts";
import { useMay } from "../../app/me.ts";
import { templatesQuery } from "../../conversations/checklist/queries.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Table } from "../../ui/Table.tsx";
import { toast } from "../../ui/toasts.ts";
import { Loaded } from "../Loaded.tsx";
import { NameCell } from "../NameCell.tsx";
import { Part } from "../Part.tsx";
import { addressOf, useGo, usePlace } from "../place.ts";
import { TemplateDialog } from "./TemplateDialog.tsx";

/** Lists of what is to be done in matters of a kind. */
export function ChecklistsPart() {
  const { t } = useTexts();
  const { item } = usePlace();
  const go = useGo("checklists");
  const may = useMay("teams.manage");
  const templates = useQuery(templatesQuery);
  const open = templates.data?.find(({ id }) => id === item);
  const [removing, setRemoving] = useState<ChecklistTemplate | null>(null);
  const add = (
    <Button kind="primary" icon={Plus} onPress={() => go("new")}>
      {t("settings.checklists.add")}
    </Button>
  );
  return (
    <Part id="checklists" actions={templates.data?.length ? add : undefined}>
      <Loaded of={templates}>
        {(rows) =>
          rows.length ? (
            <Templates rows={rows} may={may} />
          ) : (
            <EmptyState icon={ListChecks} title={t("settings.checklists.none")} actions={may && add}>
              {t("settings.checklists.noneWords")}
            </EmptyState>
          )
        }
      </Loaded>
      {may && (item === "new" || open) && (
        <TemplateDialog
          key={open?.id ?? "new"}
          template={open ?? null}
          onClose={() => go()}
          onRemove={() => setRemoving(open!)}
        />
      )}
      {removing && (
        <Removing
          template={removing}
          onClose={() => setRemoving(null)}
          onGone={() => {
            setRemoving(null);
            go();
          }}
        />
      )}
    </Part>
  );
}

function Templates({ rows, may }: { rows: ChecklistTemplate[]; may: boolean }) {
  const { t, locale, list, number, compare } = useTexts();
  const lines = useLines();
  const brands = useBrands();
  const intentName = useIntentName();
  const nameOf = ({ names }: ChecklistTemplate) => ownName(names, locale) ?? "";
  const forWhat = ({ line, brands: ids, intents }: ChecklistTemplate) => {
    const named = [
      ...lines.filter((each) => each.line === line && lines.length > 1).map(({ name }) => name),
      ...brands.filter(({ id }) => ids.includes(id)).map(({ name }) => name),
      ...intents.map(intentName),
    ];
    return named.length ? list(named) : t("settings.checklists.all");
  };
  return (
    <Table
      label={t("settings.checklists")}
      rows={rows.toSorted((a, b) => compare(nameOf(a), nameOf(b)))}
      keyOf={({ id }) => id}
      columns={[
        {
          id: "name",
          header: t("settings.name"),
          cell: (row) => (
            <NameCell
              name={nameOf(row)}
              href={may ? addressOf("checklists", row.id) : undefined}
              below={row.begins && t("settings.checklists.begins.short")}
            />
          ),
        },
        { id: "for", header: t("settings.checklists.for"), cell: forWhat },
        { id: "items", header: t("checklist.items"), cell: ({ items }) => number(items.length) },
      ]}
    />
  );
}

type RemovingProps = { template: ChecklistTemplate; onClose: () => void; onGone: () => void };

function Removing({ template, onClose, onGone }: RemovingProps) {
  const { t, locale } = useTexts();
  const cache = useQueryClient();
  const name = ownName(template.names, locale) ?? "";
  const removal = useMutation({
    mutationFn: () => call(deleteChecklistTemplate, { params: { id: template.id } }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: templatesQuery.queryKey });
      toast({ kind: "good", text: t("settings.checklists.removed", { name }) });
      onGone();
    },
  });
  return (
    <ConfirmDialog
      title={t("ui.remove", { name })}
      words={t("settings.checklists.removeWords")}
      action={t("settings.remove")}
      doing={removal}
      onClose={onClose}
    />
  );
}
