import { Button } from "react-aria-components";
import type { Conversation, Message } from "../../contract/conversations.ts";
import { useMay } from "../app/me.ts";
import { localeNames, locales } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Menu, MenuItem, MenuTrigger } from "../ui/Menu.tsx";
import { useSayLanguage } from "./changes.ts";
import styles from "./MessageLanguage.module.css";
import { languageName, toldLanguage } from "./words.ts";

type Props = { conversation: Conversation; message: Message };

/** Which language a message is in. Put right here, it is remembered for the conversation and the customer. */
export function MessageLanguage({ conversation, message }: Props) {
  const { t, locale } = useTexts();
  const mayManage = useMay("conversations.manage");
  const say = useSayLanguage(conversation, message.id);
  const { language } = message;
  const name = toldLanguage(language) ? languageName(language, locale) : t(`language.${language as "other"}`);
  if (!mayManage) return <span className={styles.fixed}>{name}</span>;
  return (
    <span data-tool>
      <MenuTrigger>
        <Button className={styles.language} aria-label={t("message.language.is", { language: name })}>
          {name}
        </Button>
        <Menu
          label={t("message.language")}
          placement="bottom end"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[language]}
          onSelectionChange={(keys) => {
            const chosen = [...locales, "other" as const].find((each) => each === [...keys][0]);
            if (chosen && chosen !== language) say.mutate(chosen);
          }}
        >
          {locales.map((each) => (
            <MenuItem key={each} id={each}>
              {localeNames[each]}
            </MenuItem>
          ))}
          <MenuItem id="other">{t("language.other")}</MenuItem>
        </Menu>
      </MenuTrigger>
    </span>
  );
}
