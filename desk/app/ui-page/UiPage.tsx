import { closestLocale } from "../../texts/locales.ts";
import { TextsProvider } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";

export function UiPage() {
  return (
    <TextsProvider locale={closestLocale(navigator.languages)}>
      <Button kind="primary">Save</Button>
    </TextsProvider>
  );
}
