import { Part } from "../settings/Part.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { FormSection } from "../ui/FormSection.tsx";
import { NoticeChoicesForm } from "./NoticeChoicesForm.tsx";
import { PushDevices } from "./PushDevices.tsx";

/** What one wants to be told, by which ways, when and on which devices. */
export function NoticesPart() {
  const { t } = useTexts();
  return (
    <Part id="notices">
      <FormSection title={t("told.choices")}>
        <NoticeChoicesForm />
      </FormSection>
      <FormSection title={t("push.title")} description={t("push.words")}>
        <PushDevices />
      </FormSection>
    </Part>
  );
}
