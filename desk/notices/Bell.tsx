import { useInfiniteQuery } from "@tanstack/react-query";
import { Bell as BellIcon } from "lucide-react";
import { Button } from "react-aria-components";
import { useScreenWidth } from "../app/screen-width.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Popover, PopoverTrigger } from "../ui/Popover.tsx";
import { Said } from "../ui/Said.tsx";
import { Tooltip } from "../ui/Tooltip.tsx";
import styles from "./Bell.module.css";
import { NoticesPanel } from "./NoticesPanel.tsx";
import { noticesQuery } from "./queries.ts";

const mostShown = 9;

type Props = { isOpen: boolean; onOpenChange: (open: boolean) => void };

/** How much one was told and has not seen; a press shows it. */
export function Bell({ isOpen, onOpenChange }: Props) {
  const { t, number } = useTexts();
  const phone = useScreenWidth() === "phone";
  const { data } = useInfiniteQuery(noticesQuery);
  const unseen = data?.pages[0]?.unseen ?? 0;
  return (
    <PopoverTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      <Tooltip text={t("notices.title")} keys="g t" placement="end">
        <Button className={styles.bell}>
          <Icon of={BellIcon} size={20} />
          <span className={styles.name}>{t("notices.title")}</span>
          {unseen > 0 && (
            <>
              {" "}
              <span className={styles.count}>
                {unseen > mostShown ? `${number(mostShown)}+` : number(unseen)}
              </span>{" "}
              <Said>{t("notices.new")}</Said>
            </>
          )}
        </Button>
      </Tooltip>
      <Popover label={t("notices.title")} placement={phone ? "top end" : "end bottom"}>
        <NoticesPanel onClose={() => onOpenChange(false)} />
      </Popover>
    </PopoverTrigger>
  );
}
