import { PenLine } from "lucide-react";
import { useTexts } from "../texts/Texts.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Said } from "../ui/Said.tsx";
import styles from "./Beside.module.css";
import { useBegunWriting, useColleagues } from "./colleagues.ts";

const mostFaces = 4;

/** The colleagues who look at the same matter at this moment, and which of them write. */
export function Beside({ conversation }: { conversation: string }) {
  const { t, number } = useTexts();
  const colleagues = useColleagues(conversation);
  const begun = useBegunWriting(colleagues);
  const sorted = colleagues.toSorted((a, b) => Number(b.isTyping) - Number(a.isTyping));
  const [first] = sorted;
  const more = sorted.length - mostFaces;
  return (
    <div className={styles.beside} data-nobody={!first || undefined}>
      <Said>
        <span role="status">{begun && t("together.writes", { name: begun })}</span>
      </Said>
      {first && (
        <>
          <ul className={styles.faces} aria-label={t("together.here")}>
            {sorted.slice(0, mostFaces).map(({ id, name, isTyping }) => {
              const words = t(isTyping ? "together.writes" : "together.looks", { name });
              return (
                <li key={id} title={words} className={styles.face} data-writes={isTyping || undefined}>
                  <Avatar name={name} seed={id} size={24} />
                  {isTyping && (
                    <span className={styles.pen}>
                      <Icon of={PenLine} size={12} />
                    </span>
                  )}
                  <Said>{words}</Said>
                </li>
              );
            })}
          </ul>
          <span className={styles.words} aria-hidden="true">
            {more > 0
              ? `+${number(more)}`
              : sorted.length === 1 && t(first.isTyping ? "together.writing" : "together.looking")}
          </span>
        </>
      )}
    </div>
  );
}
