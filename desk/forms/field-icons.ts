import {
  AlignLeft,
  AtSign,
  Calendar,
  CircleDot,
  Hash,
  Link2,
  ListChecks,
  type LucideIcon,
  Package,
  Paperclip,
  Phone,
  Receipt,
  TextCursorInput,
  ToggleLeft,
} from "lucide-react";
import type { FieldKind } from "../../contract/forms.ts";

export const fieldIcons: Record<FieldKind, LucideIcon> = {
  short_text: TextCursorInput,
  long_text: AlignLeft,
  email: AtSign,
  phone: Phone,
  number: Hash,
  date: Calendar,
  choice: CircleDot,
  choices: ListChecks,
  yes_no: ToggleLeft,
  order_number: Receipt,
  product: Package,
  files: Paperclip,
  context: Link2,
};
