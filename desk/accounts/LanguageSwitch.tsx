import { Languages } from "lucide-react";
import { rememberLocale, useBrowserLocale } from "../app/appearance.ts";
import { type Locale, localeNames, locales } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Menu, MenuItem, MenuTrigger } from "../ui/Menu.tsx";

/** Remembers the language in this browser; the account's own language takes over after signing in. */
export function LanguageSwitch() {
  const { t } = useTexts();
  const locale = useBrowserLocale();
  return (
    <MenuTrigger>
      <Button kind="quiet" icon={Languages} aria-label={`${t("accounts.language")}: ${localeNames[locale]}`}>
        {localeNames[locale]}
      </Button>
      <Menu
        label={t("accounts.language")}
        placement="bottom end"
        selectionMode="single"
        selectedKeys={[locale]}
        onSelectionChange={(keys) => {
          const [chosen] = [...keys];
          if (chosen) rememberLocale(chosen as Locale);
        }}
      >
        {locales.map((each) => (
          <MenuItem key={each} id={each}>
            {localeNames[each]}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
