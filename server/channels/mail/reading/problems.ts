/** What was wrong with a mail. Codes, so that a screen can say them in the reader's language. */
export type Problem =
  | "attachment-damaged"
  | "body-missing"
  | "blank-line-missing"
  | "boundary-missing"
  | "charset-guessed"
  | "date-unreadable"
  | "file-unreadable"
  | "header-broken"
  | "headers-missing"
  | "headers-too-large"
  | "html-too-complex"
  | "line-breaks-broken"
  | "sender-missing"
  | "text-too-long"
  | "too-deep"
  | "too-many-parts"
  | "unreadable";
