import type { Locale } from "../contract/languages.ts";

/** Somebody in one browser on a site of a brand, known by the token that their chat holds. */
export interface Visitor {
  workspaceId: string;
  id: string;
  widgetId: string;
  brandId: string;
  /** Null until they have written. */
  customerId: string | null;
  /** The user's id at the site, which has signed it; null while nobody vouches for who they are. */
  account: string | null;
  name: string | null;
  email: string | null;
  locale: Locale;
  consents: boolean;
  isBlocked: boolean;
}
