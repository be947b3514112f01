import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, Plus } from "lucide-react";
import { type CalendarNow, patchCalendar } from "../../../contract/calendars.ts";
import { readable } from "../../accounts/time-zones.ts";
import { call } from "../../app/call.ts";
import { useIsSpokenOf } from "../../app/lines.ts";
import { useMay } from "../../app/me.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { isolated } from "../isolated.ts";
import { Loaded } from "../Loaded.tsx";
import { NameCell } from "../NameCell.tsx";
import { Part } from "../Part.tsx";
import { addressOf, useGo, usePlace } from "../place.ts";
import { workspaceQuery } from "../queries.ts";
import { shifted } from "../queue-order.ts";
import { CalendarDialog } from "./CalendarDialog.tsx";
import styles from "./HoursPart.module.css";
import { calendarsQuery } from "./queries.ts";
import { WeekPicture } from "./WeekPicture.tsx";
import { useFor, useHoursWords, useNowWords } from "./words.ts";

/** When there is somebody: the calendars, in the order in which they are tried. */
export function HoursPart() {
  const { t } = useTexts();
  const { item } = usePlace();
  const go = useGo("hours");
  const may = useMay("workspace.manage");
  const calendars = useQuery(calendarsQuery);
  const isSpokenOf = useIsSpokenOf();
  const workspace = useQuery(workspaceQuery);
  const open = calendars.data?.find(({ id }) => id === item);
  return (
    <Part
      id="hours"
      actions={
        <Button kind="primary" icon={Plus} onPress={() => go("new")}>
          {t("settings.hours.add")}
        </Button>
      }
    >
      <Loaded of={calendars}>{(rows) => <Calendars rows={rows.filter(isSpokenOf)} may={may} />}</Loaded>
      {may && calendars.data && workspace.data && (item === "new" || open) && (
        <CalendarDialog
          key={open?.id ?? "new"}
          calendar={open ?? null}
          others={calendars.data.filter(({ id }) => id !== open?.id)}
          timeZone={workspace.data.timeZone}
          onClose={() => go()}
        />
      )}
    </Part>
  );
}

function Calendars({ rows, may }: { rows: CalendarNow[]; may: boolean }) {
  const { t } = useTexts();
  const shifting = useShift(rows);
  return (
    <>
      {shifting.error && <Problem of={shifting.error} />}
      <ol className={styles.calendars} aria-label={t("settings.hours")}>
        {rows.map((calendar, at) => (
          <li key={calendar.id} className={styles.calendar}>
            <Words calendar={calendar} all={rows} may={may} isLast={at === rows.length - 1} />
            <WeekPicture calendar={calendar} />
            {may && rows.length > 1 && (
              <span className={styles.order}>
                <IconButton
                  size="s"
                  icon={ChevronUp}
                  label={t("settings.queues.up", { name: calendar.name })}
                  isDisabled={at === 0}
                  onPress={() => shifting.mutate({ id: calendar.id, by: -1 })}
                />
                <IconButton
                  size="s"
                  icon={ChevronDown}
                  label={t("settings.queues.down", { name: calendar.name })}
                  isDisabled={at === rows.length - 1}
                  onPress={() => shifting.mutate({ id: calendar.id, by: 1 })}
                />
              </span>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

type WordsProps = { calendar: CalendarNow; all: CalendarNow[]; may: boolean; isLast: boolean };

function Words({ calendar, all, may, isLast }: WordsProps) {
  const { t, list, dateTime } = useTexts();
  const nowWords = useNowWords();
  const hoursWords = useHoursWords();
  const forWords = useFor();
  const covers = all.filter(({ id }) => calendar.covers.includes(id)).map(({ name }) => isolated(name));
  return (
    <div className={styles.words}>
      <NameCell
        name={calendar.name}
        href={may ? addressOf("hours", calendar.id) : undefined}
        after={
          <Badge tone={calendar.isOpen ? "good" : "neutral"} look="plain">
            {calendar.changesAt ? (
              <time dateTime={calendar.changesAt} title={dateTime(calendar.changesAt, "exact")}>
                {nowWords(calendar)}
              </time>
            ) : (
              nowWords(calendar)
            )}
          </Badge>
        }
        below={forWords(calendar, isLast)}
      />
      <p>
        {hoursWords(calendar)} <span className={styles.quiet}>· {readable(calendar.timeZone)}</span>
      </p>
      {covers.length > 0 && (
        <p className={styles.quiet}>{t("settings.hours.goesOn", { names: list(covers) })}</p>
      )}
    </div>
  );
}

/** Moves a calendar up or down; seen at once. */
function useShift(rows: CalendarNow[]) {
  const cache = useQueryClient();
  const { queryKey } = calendarsQuery;
  return useMutation({
    mutationFn: async ({ id, by }: { id: string; by: -1 | 1 }) => {
      for (const { id: moved, position } of shifted(rows, id, by))
        await call(patchCalendar, { params: { id: moved }, body: { position } });
    },
    onMutate: async ({ id, by }) => {
      await cache.cancelQueries({ queryKey });
      const places = new Map(shifted(rows, id, by).map((each) => [each.id, each.position]));
      cache.setQueryData(
        queryKey,
        rows
          .map((calendar) => ({ ...calendar, position: places.get(calendar.id) ?? calendar.position }))
          .sort((a, b) => a.position - b.position),
      );
    },
    onSettled: () => cache.invalidateQueries({ queryKey }),
  });
}
