import { useState } from "react";
import { Button } from "react-aria-components";
import type { Conversation } from "../../contract/conversations.ts";
import { Line } from "../../contract/lines.ts";
import { useBrands } from "../app/lookups.ts";
import { useTexts } from "../texts/Texts.tsx";
import { useKey } from "../ui/keys.ts";
import { Menu, MenuItem, MenuTrigger } from "../ui/Menu.tsx";
import { useAmend } from "./changes.ts";
import styles from "./picker.module.css";

type Props = { conversation: Conversation; isFixed: boolean };

/** Service or support: which pile it lies on. Only where the brand has both. */
export function LinePicker({ conversation: { id, line, brand }, isFixed }: Props) {
  const { t } = useTexts();
  const amend = useAmend(id);
  const [isOpen, setOpen] = useState(false);
  const lines = useBrands().find((each) => each.id === brand.id)?.lines ?? [line];
  const canChange = !isFixed && lines.length > 1;

  useKey("line", "l", () => setOpen(true), { enabled: canChange });

  const shown = (
    <>
      <span className={styles.dot} data-line={line} aria-hidden="true" />
      {t(`line.${line}`)}
    </>
  );
  if (!canChange) return <span className={styles.fixed}>{shown}</span>;
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button className={styles.picker} aria-label={t("conversation.line", { line: t(`line.${line}`) })}>
        {shown}
      </Button>
      <Menu
        label={t("inbox.filter.line")}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[line]}
        onSelectionChange={(keys) => amend.mutate({ line: Line.parse([...keys][0]) })}
      >
        {Line.options.map((each) => (
          <MenuItem
            key={each}
            id={each}
            mark={<span className={styles.dot} data-line={each} />}
            disabled={!lines.includes(each)}
          >
            {t(`line.${each}`)}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
