import { ownName } from "../app/line-words.ts";
import { useLines } from "../app/lines.ts";
import { useTexts } from "../texts/Texts.tsx";

/** What fields are called, by their keys; the key itself where the field is gone. */
export function useFieldNames(): (key: string) => string {
  const { locale } = useTexts();
  const lines = useLines();
  return (key) => {
    const found = lines.flatMap(({ fields }) => fields).find((each) => each.key === key);
    return (found && ownName(found.names, locale)) ?? key;
  };
}
