import type { Line } from "../../contract/lines.ts";
import { Badge } from "../ui/Badge.tsx";
import { Text } from "../ui/Text.tsx";
import { useLineName } from "./lines.ts";

/** Nothing where there is but one line. */
export function LineBadge({ line }: { line: Line }) {
  const name = useLineName()(line);
  return (
    name && (
      <Badge tone={line}>
        <Text clip>{name}</Text>
      </Badge>
    )
  );
}
