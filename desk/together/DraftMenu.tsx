import { useQuery } from "@tanstack/react-query";
import { FilePen, History, Lock, UsersRound } from "lucide-react";
import { useState } from "react";
import type { DraftState } from "../../contract/together.ts";
import { textOfComposed } from "../conversations/composed-html.ts";
import type { DraftKeeper } from "../conversations/draft-keeper.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Menu, MenuItem, MenuTrigger } from "../ui/Menu.tsx";
import { Problem } from "../ui/Problem.tsx";
import { readProblem } from "../ui/problem.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Text } from "../ui/Text.tsx";
import { Time } from "../ui/Time.tsx";
import { toast } from "../ui/toasts.ts";
import styles from "./DraftMenu.module.css";
import { draftStatesQuery, useSharing } from "./shared.ts";

type Props = {
  conversation: string;
  keeper: DraftKeeper;
  isEmpty: boolean;
  onRestore: (state: DraftState) => void;
};

/** What can be done with a draft besides writing on: let a colleague finish it, and go back to what it was. */
export function DraftMenu({ conversation, keeper, isEmpty, onRestore }: Props) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const { isShared, share, keepBack } = useSharing(conversation, keeper);
  const failed = {
    onError: (thrown: unknown) =>
      toast({ kind: "failed", text: readProblem(thrown).title ?? t("ui.problem.unreachable") }),
  };
  return (
    <>
      {isShared && !isEmpty && <span className={styles.shared}>{t("together.shared")}</span>}
      <MenuTrigger>
        <IconButton size="s" icon={FilePen} label={t("together.draft")} pressed={isShared && !isEmpty} />
        <Menu label={t("together.draft")} placement="top end">
          {isShared ? (
            <MenuItem icon={Lock} disabled={isEmpty} onAction={() => keepBack.mutate(undefined, failed)}>
              {t("together.keepBack")}
            </MenuItem>
          ) : (
            <MenuItem icon={UsersRound} disabled={isEmpty} onAction={() => share.mutate(undefined, failed)}>
              {t("together.share")}
            </MenuItem>
          )}
          <MenuItem icon={History} onAction={() => setOpen(true)}>
            {t("together.states")}
          </MenuItem>
        </Menu>
      </MenuTrigger>
      {isOpen && (
        <Dialog title={t("together.states")} isOpen onOpenChange={setOpen}>
          <States
            conversation={conversation}
            onRestore={(state) => {
              setOpen(false);
              onRestore(state);
            }}
          />
        </Dialog>
      )}
    </>
  );
}

function States({ conversation, onRestore }: Pick<Props, "conversation" | "onRestore">) {
  const { t } = useTexts();
  const { data: states, error, refetch, isFetching } = useQuery(draftStatesQuery(conversation));
  if (error) return <Problem of={error} onRetry={refetch} busy={isFetching} />;
  if (!states) return <Skeleton lines={4} />;
  if (states.length === 0) return <p className={styles.none}>{t("together.states.none")}</p>;
  return (
    <ol className={styles.states}>
      {states.map((state) => (
        <li key={state.id} className={styles.state}>
          <div className={styles.what}>
            <span className={styles.when}>
              <Time at={state.at} style="weekday" />
            </span>
            <Text as="p" clip="two-lines">
              {textOfComposed(state.html)}
            </Text>
          </div>
          <Button size="s" onPress={() => onRestore(state)}>
            {t("together.restore")}
          </Button>
        </li>
      ))}
    </ol>
  );
}
