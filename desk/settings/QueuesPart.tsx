import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, ListOrdered, Plus } from "lucide-react";
import { patchQueue, type Queue } from "../../contract/routing.ts";
import { call } from "../app/call.ts";
import { useIntentName, useLineName } from "../app/lines.ts";
import { useBrands } from "../app/lookups.ts";
import { useMay } from "../app/me.ts";
import { languageName } from "../conversations/words.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Table } from "../ui/Table.tsx";
import { queuesQuery, useSkills } from "../work/queries.ts";
import styles from "./fields.module.css";
import { isolated } from "./isolated.ts";
import { Loaded } from "./Loaded.tsx";
import { NameCell } from "./NameCell.tsx";
import partStyles from "./Part.module.css";
import { Part } from "./Part.tsx";
import { addressOf, useGo, usePlace } from "./place.ts";
import { QueueDialog } from "./QueueDialog.tsx";
import { shifted } from "./queue-order.ts";
import { SkillsSection } from "./SkillsSection.tsx";

/** Where matters wait for somebody, and the skills that some of them ask for. */
export function QueuesPart() {
  const { t } = useTexts();
  const { item } = usePlace();
  const go = useGo("queues");
  const may = useMay("teams.manage");
  const queues = useQuery(queuesQuery);
  const open = queues.data?.find(({ id }) => id === item);
  const add = (
    <Button kind="primary" icon={Plus} onPress={() => go("new")}>
      {t("settings.queues.add")}
    </Button>
  );
  return (
    <Part id="queues" actions={queues.data?.length ? add : undefined}>
      <div className={styles.stack}>
        <Loaded of={queues}>
          {(rows) =>
            rows.length ? (
              <Queues rows={rows} may={may} />
            ) : (
              <EmptyState icon={ListOrdered} title={t("settings.queues.none")} actions={may && add}>
                {t("settings.queues.noneWords")}
              </EmptyState>
            )
          }
        </Loaded>
        <SkillsSection />
      </div>
      {may && (item === "new" || open) && (
        <QueueDialog key={open?.id ?? "new"} queue={open ?? null} onClose={() => go()} />
      )}
    </Part>
  );
}

function Queues({ rows, may }: { rows: Queue[]; may: boolean }) {
  const { t, number } = useTexts();
  const takes = useTakes();
  const shifting = useShift(rows);
  return (
    <>
      {shifting.error && <Problem of={shifting.error} />}
      <Table
        label={t("settings.queues")}
        rows={rows}
        keyOf={(queue) => queue.id}
        columns={[
          {
            id: "name",
            header: t("settings.name"),
            cell: (queue) => (
              <NameCell
                name={queue.name}
                href={may ? addressOf("queues", queue.id) : undefined}
                below={<bdi>{queue.team.name}</bdi>}
              />
            ),
          },
          { id: "takes", header: t("settings.queues.for"), wideOnly: true, cell: takes },
          {
            id: "giving",
            header: t("settings.queues.giving"),
            wideOnly: true,
            cell: ({ giving }) => t(`giving.${giving}`),
          },
          {
            id: "waiting",
            header: t("settings.queues.waiting"),
            align: "end",
            cell: ({ waiting }) => number(waiting),
          },
          ...(may && rows.length > 1
            ? [
                {
                  id: "order",
                  header: "",
                  align: "end" as const,
                  cell: ({ id, name }: Queue) => (
                    <span className={styles.order}>
                      <IconButton
                        size="s"
                        icon={ChevronUp}
                        label={t("settings.queues.up", { name })}
                        isDisabled={id === rows[0]!.id}
                        onPress={() => shifting.mutate({ id, by: -1 })}
                      />
                      <IconButton
                        size="s"
                        icon={ChevronDown}
                        label={t("settings.queues.down", { name })}
                        isDisabled={id === rows.at(-1)!.id}
                        onPress={() => shifting.mutate({ id, by: 1 })}
                      />
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

/** Moves a queue up or down; seen at once. */
function useShift(rows: Queue[]) {
  const cache = useQueryClient();
  const { queryKey } = queuesQuery;
  return useMutation({
    mutationFn: async ({ id, by }: { id: string; by: -1 | 1 }) => {
      for (const { id: moved, position } of shifted(rows, id, by))
        await call(patchQueue, { params: { id: moved }, body: { position } });
    },
    onMutate: async ({ id, by }) => {
      await cache.cancelQueries({ queryKey });
      const places = new Map(shifted(rows, id, by).map((each) => [each.id, each.position]));
      cache.setQueryData(
        queryKey,
        rows
          .map((queue) => ({ ...queue, position: places.get(queue.id) ?? queue.position }))
          .sort((a, b) => a.position - b.position),
      );
    },
    onSettled: () => cache.invalidateQueries({ queryKey }),
  });
}

/** What goes into a queue, in few words. */
function useTakes(): (queue: Queue) => React.ReactNode {
  const { t, list, locale, compare } = useTexts();
  const lineOf = useLineName();
  const intentOf = useIntentName();
  const brands = useBrands();
  const skills = useSkills();
  const named = (known: { id: string; name: string }[], ids: string[]) =>
    list(
      known
        .filter(({ id }) => ids.includes(id))
        .map(({ name }) => name)
        .sort(compare)
        .map(isolated),
    );
  return (queue) => {
    const parts = [
      queue.line && lineOf(queue.line),
      named(brands, queue.brands),
      list(queue.languages.map((each) => languageName(each, locale))),
      list(queue.intents.map(intentOf).sort(compare)),
    ].filter(Boolean);
    return (
      <>
        {parts.length ? parts.join(" · ") : t("settings.queues.all")}
        {queue.skills.length > 0 && (
          <div className={partStyles.quiet}>
            {t("settings.skills")}: {named(skills, queue.skills)}
          </div>
        )}
      </>
    );
  };
}
