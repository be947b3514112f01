import { noticeWords, type Speaker } from "../../contract/notice-words.ts";
import type { Notice } from "../../contract/notices.ts";
import { ownName } from "../app/line-words.ts";
import type { TextKey } from "../texts/messages.ts";
import { useTexts } from "../texts/Texts.tsx";

export { placeOfNotice as placeOf } from "../../contract/notice-words.ts";

/** A notice as a sentence in the reader's language. */
export function useNoticeWords(): (notice: Notice) => string {
  const { t, locale, dateTime } = useTexts();
  const speaker: Speaker = {
    t: (key, values) => t(key as TextKey, values),
    dateTime: (at) => dateTime(at),
    ownName: (names) => ownName(names, locale),
  };
  return (notice) => noticeWords(notice, speaker);
}
