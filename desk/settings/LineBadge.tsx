import type { Line } from "../../contract/lines.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";

export function LineBadge({ line }: { line: Line }) {
  const { t } = useTexts();
  return <Badge tone={line}>{t(`line.${line}`)}</Badge>;
}
