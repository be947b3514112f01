/** What mail programs of the world put before the subject of an answer, and before that of a mail they pass on. */
const answers =
  "re|aw|antw|sv|vs|odp|ynt|res|rép|ref|rif|r|bls|atb|ynt|vá|пд|ответ|відп|від|на|回复|回覆|答复|答覆|返信|回|رد|الرد|تعقيب";
const passes = "fwd|fw|wg|tr|rv|enc|vs|vb|doorst|пересл|пер|转发|轉寄|轉發|转寄|إعادة توجيه|تحويل";

const answer = new RegExp(`^\\s*(?:${answers})(?:\\s*\\[\\d+\\]|\\s*\\(\\d+\\))?\\s*[:：]`, "iu");
const either = new RegExp(
  `^\\s*(?:${answers}|${passes})(?:\\s*\\[\\d+\\]|\\s*\\(\\d+\\))?\\s*[:：]\\s*`,
  "iu",
);

/** Whether a subject says of itself that it answers another mail. */
export const isReplySubject = (subject: string): boolean => answer.test(subject);

/** A subject without what programs and we put around it, to be compared. */
export function bareSubject(subject: string): string {
  let bare = subject.replace(/\[#\d{1,9}\]/g, " ").trim();
  for (let before = ""; before !== bare; ) {
    before = bare;
    bare = bare.replace(either, "");
  }
  return bare.replace(/\s+/g, " ").trim().toLowerCase();
}
