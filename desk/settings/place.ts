import { useNavigate, useParams } from "@tanstack/react-router";
import { useMe } from "../app/me.ts";
import { type PartId, partIds, parts } from "./parts.ts";

/** Where in the settings one is, as the address says it: `/settings/brands/0199…`. */
export function usePlace(): {
  part: PartId | null;
  item: string | null;
  /** What stands behind the item: a part of it. */
  more: string | null;
  seen: PartId[];
} {
  const { _splat: rest = "" } = useParams({ strict: false });
  const { permissions } = useMe();
  const [first = "", item = "", more = ""] = rest.split("/");
  const seen = partIds.filter((id) => {
    const { sees } = parts[id];
    return sees === null || permissions.includes(sees);
  });
  return { part: seen.find((id) => id === first) ?? null, item: item || null, more: more || null, seen };
}

export const addressOf = (part: PartId, item?: string) => `/settings/${part}${item ? `/${item}` : ""}`;

/** Opens a thing of a part, or goes back to its list. */
export function useGo(part: PartId) {
  const navigate = useNavigate();
  return (item?: string) =>
    navigate({ to: "/settings/$", params: { _splat: item ? `${part}/${item}` : part } });
}
