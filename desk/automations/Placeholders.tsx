import { placeholders } from "../../contract/condition-fields.ts";
import { useTexts } from "../texts/Texts.tsx";

/** What can be filled in, as it is written. */
export function Placeholders() {
  const { t } = useTexts();
  return (
    <>
      {t("automation.placeholders")}{" "}
      {placeholders.map((name) => (
        <span key={name}>
          <code dir="ltr">{`{${name}}`}</code>{" "}
        </span>
      ))}
      <br />
      {t("automation.placeholders.otherwise")} <code dir="ltr">{`{${placeholders[0]}|…}`}</code>
    </>
  );
}
