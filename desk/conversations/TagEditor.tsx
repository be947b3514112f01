import { Tag as TagIcon } from "lucide-react";
import { useState } from "react";
import { Button } from "react-aria-components";
import type { Conversation } from "../../contract/conversations.ts";
import { useTags } from "../app/lookups.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useKey } from "../ui/keys.ts";
import { Said } from "../ui/Said.tsx";
import { ChoiceList } from "./ChoiceList.tsx";
import { useSetTags } from "./changes.ts";
import pickerStyles from "./picker.module.css";
import styles from "./TagEditor.module.css";

type Props = { conversation: Conversation; isFixed: boolean };

export function TagEditor({ conversation: { id, tags }, isFixed }: Props) {
  const { t, compare } = useTexts();
  const known = useTags();
  const setTags = useSetTags(id);
  const [isOpen, setOpen] = useState(false);

  useKey("tag", "t", () => setOpen(true), { enabled: !isFixed });

  function toggle(tagId: string) {
    const tag = known.find((each) => each.id === tagId);
    if (tags.some((each) => each.id === tagId)) setTags.mutate(tags.filter((each) => each.id !== tagId));
    else if (tag) setTags.mutate([...tags, tag].sort((a, b) => compare(a.name, b.name)));
  }

  const shown = tags.map((tag) => (
    <span key={tag.id} className={styles.tag}>
      <TagDot colour={tag.colour} />
      <bdi>{tag.name}</bdi>
    </span>
  ));
  if (isFixed) return <span className={pickerStyles.fixed}>{shown}</span>;
  return (
    <ChoiceList
      isOpen={isOpen}
      onOpenChange={setOpen}
      label={t("conversation.tags")}
      hint={t("conversation.tags.find")}
      chosen={tags.map((tag) => tag.id)}
      many
      onChoose={toggle}
      groups={[
        {
          id: "tags",
          choices: [...known]
            .sort((a, b) => compare(a.name, b.name))
            .map((tag) => ({ id: tag.id, label: tag.name, mark: <TagDot colour={tag.colour} /> })),
        },
      ]}
    >
      <Button className={`${pickerStyles.picker} ${styles.tags}`}>
        {tags.length > 0 ? (
          <>
            <Said>{t("conversation.tags")} </Said>
            {shown}
          </>
        ) : (
          <span className={styles.none}>
            <Icon of={TagIcon} size={14} />
            {t("conversation.tags.add")}
          </span>
        )}
      </Button>
    </ChoiceList>
  );
}

function TagDot({ colour }: { colour: string }) {
  return <span className={styles.dot} style={{ background: colour }} aria-hidden="true" />;
}
