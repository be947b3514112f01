import type { Language } from "../../contract/languages.ts";

export type Kind = "message" | "customer" | "article";
export type Audience = "everyone" | "signed-in" | "agents";

/** Which document: of one thing in several pieces (an article's translations) with the name of the piece. */
export interface DocumentRef {
  workspaceId: string;
  kind: Kind;
  id: string;
  /** Left out where a thing is one piece; to forget, all of its pieces. */
  part?: string;
}

/** Something that is found by its words, as the domain it belongs to tells it. */
export interface SearchDocument extends DocumentRef {
  /** What is shown for it: a conversation, a customer, an article. */
  subjectId: string;
  /** Behind which brand's wall it stands; null for all brands. */
  brandId: string | null;
  audience: Audience;
  language: Language;
  at: Date;
  /** What counts most: a title, a subject, a name. */
  title: string;
  /** What counts more than the text: headings, tags, other words by which people ask for it, names, addresses. */
  keywords: readonly string[];
  body: string;
}
