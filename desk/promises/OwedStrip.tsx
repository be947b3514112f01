import { useQuery } from "@tanstack/react-query";
import { Check, Ellipsis, Handshake, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Conversation } from "../../contract/conversations.ts";
import type { PromiseMade } from "../../contract/promises.ts";
import { useMay, useMe } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useKey } from "../ui/keys.ts";
import { Menu, MenuItem, MenuTrigger } from "../ui/Menu.tsx";
import { useNow } from "../ui/now.ts";
import { Text } from "../ui/Text.tsx";
import { useSettle } from "./changes.ts";
import styles from "./OwedStrip.module.css";
import { ChangePromiseDialog, MakePromiseDialog } from "./PromiseDialog.tsx";
import { promisesOfQuery } from "./queries.ts";
import { isOwed, promiseTones, urgencyOf } from "./state.ts";
import { useCountdown } from "./useCountdown.ts";
import { WithdrawDialog } from "./WithdrawDialog.tsx";

/** What we owe the customer of this conversation, the soonest first, until it is kept or given up. */
export function OwedStrip({ conversation }: { conversation: Conversation }) {
  const { t } = useTexts();
  const { data: promises = [] } = useQuery(promisesOfQuery(conversation.id));
  const mayMake = useMay("conversations.reply") && conversation.status !== "closed";
  const [isMaking, setMaking] = useState(false);
  useKey("promise", "p", () => setMaking(true), { enabled: mayMake });
  const owed = promises.filter(isOwed);
  return (
    <>
      {owed.length > 0 && (
        <section className={styles.strip} aria-label={t("promise.owed")}>
          <ul className={styles.list}>
            {owed.map((promise, index) => (
              <OwedRow key={promise.id} promise={promise} conversation={conversation} isFirst={index === 0} />
            ))}
          </ul>
        </section>
      )}
      {isMaking && <MakePromiseDialog conversation={conversation} onClose={() => setMaking(false)} />}
    </>
  );
}

type RowProps = { promise: PromiseMade; conversation: Conversation; isFirst: boolean };

function OwedRow({ promise, conversation, isFirst }: RowProps) {
  const { text, dueAt, owner } = promise;
  const { t, dateTime } = useTexts();
  const me = useMe();
  const now = useNow();
  const countdown = useCountdown();
  const settle = useSettle(promise);
  const mayChange = useMay("conversations.reply");
  const maySettle = useMay("conversations.manage");
  const [dialog, setDialog] = useState<"change" | "withdraw" | null>(null);
  const keep = () => settle.mutate({ promise, how: { as: "kept" } });
  useKey("keepPromise", "shift+p", keep, { enabled: isFirst && maySettle });
  return (
    <li className={styles.row}>
      <Icon of={Handshake} size={14} />
      <span className={styles.text}>
        <Text clip>{text}</Text>
      </span>
      <span
        className={styles.when}
        data-tone={promiseTones[urgencyOf(dueAt, now)]}
        title={dateTime(dueAt, "exact")}
      >
        <b>{countdown(dueAt)}</b> {dateTime(dueAt, "weekday")}
      </span>
      {owner.id !== me.agent.id && (
        <span className={styles.owner}>
          {owner.kind === "agent" && <Avatar name={owner.name} seed={owner.id} size={20} />}
          <Text clip>{owner.name}</Text>
        </span>
      )}
      <span className={styles.acts}>
        {maySettle && (
          <Button size="s" icon={Check} aria-label={t("promise.keep.this", { text })} onPress={keep}>
            {t("promise.keep")}
          </Button>
        )}
        {(mayChange || maySettle) && (
          <MenuTrigger>
            <IconButton size="s" icon={Ellipsis} label={t("promise.acts", { text })} />
            <Menu label={t("promise.acts", { text })} placement="bottom end">
              {mayChange && (
                <MenuItem icon={Pencil} onAction={() => setDialog("change")}>
                  {t("promise.change")}
                </MenuItem>
              )}
              {maySettle && (
                <MenuItem icon={Trash2} onAction={() => setDialog("withdraw")}>
                  {t("promise.withdraw")}
                </MenuItem>
              )}
            </Menu>
          </MenuTrigger>
        )}
      </span>
      {dialog === "change" && (
        <ChangePromiseDialog promise={promise} conversation={conversation} onClose={() => setDialog(null)} />
      )}
      {dialog === "withdraw" && (
        <WithdrawDialog
          promise={promise}
          onClose={() => setDialog(null)}
          onWithdraw={(reason) => settle.mutate({ promise, how: { as: "withdrawn", reason } })}
        />
      )}
    </li>
  );
}
