import styles from "./PlainWords.module.css";
import { paragraphsOf, piecesOf } from "./plain-words.ts";
import writtenStyles from "./WrittenWords.module.css";
import { toldLanguage } from "./words.ts";

/** The words of a message as text: paragraphs with their own direction, web addresses as links. */
export function PlainWords({ text, language }: { text: string; language: string }) {
  return (
    <div className={`${writtenStyles.words} ${styles.words}`} lang={toldLanguage(language)}>
      {paragraphsOf(text, language).map((paragraph, index) => (
        // Paragraphs of a message never change places.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <p key={index} dir={paragraph.dir}>
          {piecesOf(paragraph.text).map((piece, at) =>
            piece.kind === "link" ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <a key={at} href={piece.href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
                {piece.text}
              </a>
            ) : (
              piece.text
            ),
          )}
        </p>
      ))}
    </div>
  );
}
