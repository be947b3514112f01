import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { BellRing, Laptop, Smartphone } from "lucide-react";
import { deletePushDevice, type PushDevice, type PushShows, putPushShows } from "../../contract/notices.ts";
import { browserName, browserOf } from "../accounts/browser-of.ts";
import sessionStyles from "../accounts/Profile.module.css";
import { call } from "../app/call.ts";
import { useMay } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Problem } from "../ui/Problem.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Text } from "../ui/Text.tsx";
import { Time } from "../ui/Time.tsx";
import styles from "./NoticeChoicesForm.module.css";
import { pushQuery } from "./queries.ts";
import { canSubscribe, subscribe, unsubscribe } from "./subscribing.ts";

/** The browsers on which one is told while the desk is closed. */
export function PushDevices() {
  const { t } = useTexts();
  const cache = useQueryClient();
  const mayChoose = useMay("workspace.manage");
  const push = useQuery(pushQuery);
  const again = () => cache.invalidateQueries({ queryKey: pushQuery.queryKey });
  const turnOn = useMutation({ mutationFn: (key: string) => subscribe(key), onSuccess: again });
  const shows = useMutation({
    mutationFn: (next: PushShows) => call(putPushShows, { body: { shows: next } }),
    onSuccess: again,
  });
  if (push.error) return <Problem of={push.error} onRetry={() => push.refetch()} busy={push.isFetching} />;
  if (!push.data) return <Skeleton lines={3} />;
  const { key, devices } = push.data;
  const can = canSubscribe();
  const isOnHere = devices.some(({ current }) => current);
  const refused = can === "refused" || turnOn.data === "refused";
  return (
    <div className={styles.devices}>
      {devices.length === 0 ? (
        <Text quiet>{t("push.none")}</Text>
      ) : (
        <ul className={sessionStyles.sessions}>
          {devices.map((device) => (
            <Device key={device.id} device={device} onGone={again} />
          ))}
        </ul>
      )}
      {!isOnHere && can === "yes" && !refused && (
        <div>
          <Button icon={BellRing} busy={turnOn.isPending} onPress={() => turnOn.mutate(key)}>
            {t("push.turnOn")}
          </Button>
        </div>
      )}
      {refused && <Text quiet>{t("push.refused")}</Text>}
      {!isOnHere && can !== "yes" && can !== "refused" && <Text quiet>{t(`push.${can}`)}</Text>}
      {turnOn.error && <Problem of={turnOn.error} />}
      {mayChoose && (
        <RadioGroup
          label={t("push.shows")}
          description={t("push.shows.words")}
          options={[
            { id: "number", label: t("push.shows.isNumber") },
            { id: "words", label: t("push.shows.isWords") },
          ]}
          value={shows.variables && shows.isPending ? shows.variables : push.data.shows}
          onChange={(next) => shows.mutate(next as PushShows)}
        />
      )}
      {shows.error && <Problem of={shows.error} />}
    </div>
  );
}

function Device({ device, onGone }: { device: PushDevice; onGone: () => void }) {
  const { t } = useTexts();
  const browser = browserOf(device.userAgent);
  const name = browserName(browser, t);
  const remove = useMutation({
    mutationFn: async () => {
      await call(deletePushDevice, { params: { id: device.id } });
      if (device.current) await unsubscribe();
    },
    onSuccess: onGone,
  });
  return (
    <li className={sessionStyles.session}>
      <Icon of={browser.kind === "phone" ? Smartphone : Laptop} size={20} />
      <div className={sessionStyles.sessionWords}>
        <p className={sessionStyles.sessionName}>
          <bdi>{name}</bdi>
          {device.current && <Badge tone="good">{t("push.here")}</Badge>}
        </p>
        <p className={sessionStyles.quiet}>
          <Time at={device.toldAt ?? device.createdAt} />
        </p>
        {remove.error && <Problem of={remove.error} />}
      </div>
      <Button
        size="s"
        aria-label={t("push.turnOffOf", { device: name })}
        busy={remove.isPending}
        onPress={() => remove.mutate()}
      >
        {t("push.turnOff")}
      </Button>
    </li>
  );
}
