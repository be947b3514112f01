import { helpCentreOf } from "../portal/index.ts";
import type { ChatNeeds } from "./needs.ts";
import type { Widget } from "./widget.ts";

const rememberedMs = 5_000;
const remembered = new WeakMap<
  ChatNeeds["db"],
  Map<string, { address: Promise<string | null>; until: number }>
>();

/** Where the articles lie that can be read in a chat: the brand's help centre while it is on. At most five seconds old. */
export function articlesAt({ db, publicUrl }: ChatNeeds, widget: Widget): Promise<string | null> {
  if (!widget.settings.hasArticles) return Promise.resolve(null);
  const known = remembered.get(db) ?? new Map();
  remembered.set(db, known);
  const { workspaceId, brandId } = widget;
  const before = known.get(brandId);
  if (before && before.until > performance.now()) return before.address;
  const address = helpCentreOf(db, { workspaceId, brandId, publicUrl: publicUrl.origin });
  known.set(brandId, { address, until: performance.now() + rememberedMs });
  address.catch(() => known.delete(brandId));
  return address;
}
