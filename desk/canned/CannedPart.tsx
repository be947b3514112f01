import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MessageSquareQuote, Plus } from "lucide-react";
import { useState } from "react";
import { type CannedReply, deleteCannedReply } from "../../contract/canned-replies.ts";
import { call } from "../app/call.ts";
import { useLines } from "../app/lines.ts";
import { useMay } from "../app/me.ts";
import { isolated } from "../settings/isolated.ts";
import { Loaded } from "../settings/Loaded.tsx";
import { NameCell } from "../settings/NameCell.tsx";
import { Part } from "../settings/Part.tsx";
import { addressOf, useGo, usePlace } from "../settings/place.ts";
import { localeNames, locales } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Table } from "../ui/Table.tsx";
import { toast } from "../ui/toasts.ts";
import { CannedDialog } from "./CannedDialog.tsx";
import { cannedQuery } from "./queries.ts";

/** Prepared answers: what there is, in which languages, and how much each is used. */
export function CannedPart() {
  const { t } = useTexts();
  const { item } = usePlace();
  const go = useGo("canned");
  const may = useMay("teams.manage");
  const replies = useQuery(cannedQuery);
  const open = replies.data?.find(({ id }) => id === item);
  const [removing, setRemoving] = useState<CannedReply | null>(null);
  const add = (
    <Button kind="primary" icon={Plus} onPress={() => go("new")}>
      {t("canned.add")}
    </Button>
  );
  return (
    <Part id="canned" actions={replies.data?.length ? add : undefined}>
      <Loaded of={replies}>
        {(rows) =>
          rows.length ? (
            <Replies rows={rows} may={may} />
          ) : (
            <EmptyState icon={MessageSquareQuote} title={t("canned.empty")} actions={may && add}>
              {t("canned.emptyWords")}
            </EmptyState>
          )
        }
      </Loaded>
      {may && (item === "new" || open) && (
        <CannedDialog
          key={open?.id ?? "new"}
          reply={open ?? null}
          onClose={() => go()}
          onRemove={() => setRemoving(open!)}
        />
      )}
      {removing && (
        <Removing
          reply={removing}
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

function Replies({ rows, may }: { rows: CannedReply[]; may: boolean }) {
  const { t, list, number, compare } = useTexts();
  const lines = useLines();
  return (
    <Table
      label={t("settings.canned")}
      rows={rows.toSorted((a, b) => compare(a.shortcut, b.shortcut))}
      keyOf={(reply) => reply.id}
      columns={[
        {
          id: "name",
          header: t("settings.name"),
          cell: (reply) => (
            <NameCell
              name={reply.name}
              href={may ? addressOf("canned", reply.id) : undefined}
              below={<bdi>/{reply.shortcut}</bdi>}
            />
          ),
        },
        {
          id: "for",
          header: t("canned.for"),
          wideOnly: true,
          cell: ({ brand, line }) => {
            const named = [brand?.name, line && lines.find((each) => each.line === line)?.name];
            return (
              list(named.filter((name): name is string => Boolean(name)).map(isolated)) || t("canned.forAll")
            );
          },
        },
        {
          id: "languages",
          header: t("canned.languages"),
          wideOnly: true,
          cell: ({ bodies }) =>
            list(locales.filter((each) => bodies[each]).map((each) => isolated(localeNames[each]))),
        },
        { id: "uses", header: t("canned.uses"), align: "end", cell: ({ uses }) => number(uses) },
      ]}
    />
  );
}

type RemovingProps = { reply: CannedReply; onClose: () => void; onGone: () => void };

function Removing({ reply, onClose, onGone }: RemovingProps) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const removal = useMutation({
    mutationFn: () => call(deleteCannedReply, { params: { id: reply.id } }),
    onSuccess: async () => {
      onGone();
      toast({ kind: "good", text: t("canned.removed", { name: reply.name }) });
      await cache.invalidateQueries({ queryKey: cannedQuery.queryKey });
    },
  });
  return (
    <ConfirmDialog
      title={t("canned.removeAsk", { name: reply.name })}
      words={t("canned.removeWords")}
      action={t("settings.remove")}
      doing={removal}
      onClose={onClose}
    />
  );
}
