import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Channel } from "../../contract/conversations.ts";
import type { BodyIn } from "../../contract/route.ts";
import { patchRoutingSettings, type RoutingSettings } from "../../contract/routing.ts";
import { FormOf, useForm } from "../accounts/form.tsx";
import { call } from "../app/call.ts";
import { useMay } from "../app/me.ts";
import { useUnsaved } from "../app/Unsaved.tsx";
import { channelIcons } from "../conversations/words.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { Problem } from "../ui/Problem.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toasts.ts";
import { routingQuery } from "../work/queries.ts";
import { Loaded } from "./Loaded.tsx";
import partStyles from "./Part.module.css";
import { Part } from "./Part.tsx";
import { addressOf } from "./place.ts";
import styles from "./RoutingPart.module.css";
import { whole } from "./whole-number.ts";

/** What matters weigh, and when the work of who is away moves on. */
export function RoutingPart() {
  const routing = useQuery(routingQuery);
  return (
    <Part id="routing">
      <div className={partStyles.narrow}>
        <Loaded of={routing}>{(data) => <RoutingForm settings={data} />}</Loaded>
      </div>
    </Part>
  );
}

type Values = Record<Channel, string> & { returns: "after" | "never"; minutes: string };

const weight = whole(0, 100);
const weights = Object.fromEntries(Channel.options.map((channel) => [channel, weight])) as Record<
  Channel,
  typeof weight
>;

const valuesOf = ({ points, returnAfterMinutes }: RoutingSettings): Values => ({
  ...(Object.fromEntries(Channel.options.map((channel) => [channel, String(points[channel] ?? 1)])) as Record<
    Channel,
    string
  >),
  returns: returnAfterMinutes === null ? "never" : "after",
  minutes: String(returnAfterMinutes ?? 30),
});

function RoutingForm({ settings }: { settings: RoutingSettings }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const may = useMay("workspace.manage");
  const saving = useMutation({
    mutationFn: (body: BodyIn<typeof patchRoutingSettings>) => call(patchRoutingSettings, { body }),
    onSuccess: (saved) => {
      cache.setQueryData(routingQuery.queryKey, saved);
      form.reset(valuesOf(saved));
      toast({ kind: "good", text: t("form.saved") });
    },
  });
  const form = useForm<Values>(
    { ...weights, minutes: whole(1, 10_080) },
    valuesOf(settings),
    ({ returns, minutes, ...points }) =>
      saving.mutate({
        points: Object.fromEntries(
          Channel.options.map((channel) => [channel, Number(points[channel])]),
        ) as Record<Channel, number>,
        returnAfterMinutes: returns === "never" ? null : Number(minutes),
      }),
    saving.error,
  );
  useUnsaved(form.changed, addressOf("routing"));
  const { values, set } = form;
  return (
    <FormOf of={form}>
      <Card title={t("settings.routing.points")}>
        <p className={partStyles.quiet}>{t("settings.routing.pointsHint")}</p>
        <div className={styles.points}>
          {Channel.options.map((channel) => (
            <TextField
              key={channel}
              label={t(`channel.${channel}`)}
              icon={channelIcons[channel]}
              inputMode="numeric"
              isReadOnly={!may}
              value={values[channel]}
              onChange={(typed) => set({ [channel]: typed })}
              error={form.fault(channel)}
            />
          ))}
        </div>
      </Card>
      <Card title={t("settings.routing.away")}>
        <div className={styles.away}>
          <RadioGroup
            label={t("settings.routing.away")}
            labelHidden
            isDisabled={!may}
            options={[
              {
                id: "after",
                label: t("settings.routing.returns"),
                description: t("settings.routing.returnsWords"),
              },
              { id: "never", label: t("settings.routing.never") },
            ]}
            value={values.returns}
            onChange={(returns) => set({ returns })}
          />
          {values.returns === "after" && (
            <div className={styles.minutes}>
              <TextField
                label={t("settings.routing.minutes")}
                inputMode="numeric"
                isReadOnly={!may}
                value={values.minutes}
                onChange={(minutes) => set({ minutes })}
                error={form.fault("minutes")}
              />
            </div>
          )}
        </div>
      </Card>
      {saving.error && <Problem of={saving.error} />}
      {may && (
        <div className={partStyles.actions}>
          <Button type="submit" kind="primary" busy={saving.isPending} isDisabled={!form.changed}>
            {t("form.save")}
          </Button>
        </div>
      )}
    </FormOf>
  );
}
