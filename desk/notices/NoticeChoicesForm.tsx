import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import { type NoticeGroup, noticeGroups } from "../../contract/notice-kinds.ts";
import { type NoticeChoices, patchNoticeChoices, type Ways } from "../../contract/notices.ts";
import type { BodyIn } from "../../contract/route.ts";
import { call } from "../app/call.ts";
import { useMe } from "../app/me.ts";
import { chime } from "../chat/sound.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Select } from "../ui/Select.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Switch } from "../ui/Switch.tsx";
import { Table } from "../ui/Table.tsx";
import { TextField } from "../ui/TextField.tsx";
import styles from "./NoticeChoicesForm.module.css";
import { QuietHours } from "./QuietHours.tsx";
import { choicesQuery } from "./queries.ts";

type Change = BodyIn<typeof patchNoticeChoices>;

const ways = ["desk", "push", "mail"] as const;
const rhythms = ["never", "hourly", "daily"] as const;

/** What one wants to be told, by which ways and when. Each choice holds at once. */
export function NoticeChoicesForm() {
  const choices = useQuery(choicesQuery);
  const change = useChange();
  if (choices.error)
    return <Problem of={choices.error} onRetry={() => choices.refetch()} busy={choices.isFetching} />;
  if (!choices.data) return <Skeleton lines={8} />;
  return (
    <div className={styles.stack}>
      <Pausing until={choices.data.pausedUntil} onChange={(pausedUntil) => change.mutate({ pausedUntil })} />
      <WaysTable choices={choices.data} onChange={change.mutate} />
      <Mail choices={choices.data} onChange={change.mutate} />
      <QuietHours quiet={choices.data.quiet} onChange={(quiet) => change.mutate({ quiet })} />
      <Sound isOn={choices.data.sound} onChange={(sound) => change.mutate({ sound })} />
      {change.error && <Problem of={change.error} />}
    </div>
  );
}

function useChange() {
  const cache = useQueryClient();
  const key = choicesQuery.queryKey;
  return useMutation({
    mutationFn: (change: Change) => call(patchNoticeChoices, { body: change }),
    onMutate: async (change) => {
      await cache.cancelQueries({ queryKey: key });
      const before = cache.getQueryData(key);
      if (before)
        cache.setQueryData(key, { ...before, ...change, groups: { ...before.groups, ...change.groups } });
      return before;
    },
    onError: (_thrown, _change, before) => {
      if (before) cache.setQueryData(key, before);
    },
    onSuccess: (choices) => cache.setQueryData(key, choices),
  });
}

type Part = { choices: NoticeChoices; onChange: (change: Change) => void };

function WaysTable({ choices, onChange }: Part) {
  const { t } = useTexts();
  const set = (group: NoticeGroup, way: keyof Ways, is: boolean) =>
    onChange({ groups: { [group]: { ...choices.groups[group], [way]: is } } });
  return (
    <Table
      label={t("notices.title")}
      keyOf={(group) => group}
      rows={Object.keys(noticeGroups) as NoticeGroup[]}
      columns={[
        { id: "what", header: t("told.what"), cell: (group) => t(`told.group.${group}`) },
        ...ways.map((way) => ({
          id: way,
          header: t(`told.way.${way}`),
          width: "5.5rem",
          cell: (group: NoticeGroup) => (
            <span className={styles.cell}>
              <Checkbox
                aria-label={t("told.cell", { what: t(`told.group.${group}`), way: t(`told.way.${way}`) })}
                isSelected={choices.groups[group][way]}
                onChange={(is) => set(group, way, is)}
              >
                {null}
              </Checkbox>
            </span>
          ),
        })),
      ]}
    />
  );
}

function Mail({ choices: { digest }, onChange }: Part) {
  const { t } = useTexts();
  const set = (change: Partial<NoticeChoices["digest"]>) => onChange({ digest: { ...digest, ...change } });
  return (
    <div className={styles.part}>
      <div className={styles.row}>
        <Select
          label={t("told.rhythm")}
          options={rhythms.map((id) => ({ id, label: t(`told.rhythm.${id}`) }))}
          value={digest.rhythm}
          onChange={(rhythm) => set({ rhythm })}
        />
        {digest.rhythm === "daily" && (
          <TextField
            label={t("told.at")}
            type="time"
            direction="ltr"
            value={digest.at}
            onChange={(at) => at && set({ at })}
          />
        )}
      </div>
      <Switch isSelected={digest.urgentAtOnce} onChange={(urgentAtOnce) => set({ urgentAtOnce })}>
        {t("told.urgent")}
      </Switch>
    </div>
  );
}

type PausingProps = { until: string | null; onChange: (until: string | null) => void };

function Pausing({ until, onChange }: PausingProps) {
  const { t, dateTime } = useTexts();
  const { timeZone } = useMe();
  if (until && Date.parse(until) > Date.now())
    return (
      <div className={styles.row} role="status">
        <span>{t("told.paused", { when: dateTime(until, "weekday") })}</span>
        <Button size="s" icon={Play} onPress={() => onChange(null)}>
          {t("told.resume")}
        </Button>
      </div>
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons of one act, and no fields
    <div className={styles.row} role="group" aria-label={t("told.pause")}>
      <span className={styles.pause}>{t("told.pause")}</span>
      <Button size="s" icon={Pause} onPress={() => onChange(new Date(Date.now() + 3_600_000).toISOString())}>
        {t("told.pause.hour")}
      </Button>
      <Button size="s" icon={Pause} onPress={() => onChange(tomorrow(timeZone))}>
        {t("told.pause.tomorrow")}
      </Button>
    </div>
  );
}

const morning = 8;

/** When the next day begins for somebody: at eight, by their own clock. */
function tomorrow(timeZone: string): string {
  // `Temporal` is not in every browser yet. The clock of the zone now tells how long it is until then.
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  }).formatToParts();
  const [hour, minute] = ["hour", "minute"].map((type) =>
    Number(parts.find((part) => part.type === type)?.value),
  );
  const minutes = (24 + morning) * 60 - (hour! * 60 + minute!);
  return new Date(Math.floor(Date.now() / 60_000 + minutes) * 60_000).toISOString();
}

function Sound({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  const { t } = useTexts();
  return (
    <Switch
      isSelected={isOn}
      onChange={(next) => {
        if (next) chime();
        onChange(next);
      }}
    >
      {t("told.sound")}
    </Switch>
  );
}
