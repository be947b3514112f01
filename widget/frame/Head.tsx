import type { ComponentChildren } from "preact";
import type { Face } from "../../contract/chat.ts";
import { onColour, readColour } from "../colours.ts";
import { useRoom } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { t } from "./texts.ts";

export function CloseButton() {
  const { room } = useRoom();
  return (
    <button type="button" class="tool" aria-label={t("widget.close")} onClick={room.close}>
      <Icon name="close" />
    </button>
  );
}

export function Bar({
  onBack,
  children,
  tools,
}: {
  onBack: () => void;
  children: ComponentChildren;
  tools?: ComponentChildren;
}) {
  return (
    <header class="bar">
      <button type="button" class="tool" aria-label={t("widget.back")} onClick={onBack}>
        <Icon name="back" />
      </button>
      <div class="grow">{children}</div>
      {tools}
      <CloseButton />
    </header>
  );
}

/** A person by initials on a colour of their own. */
export function FaceMark({ face }: { face: Face }) {
  const ground = readColour(face.colour);
  return (
    <span
      class="face"
      aria-hidden="true"
      ref={(element) => {
        // Through the object model: an attribute would need a hole in the policy.
        if (!element || !ground) return;
        element.style.background = face.colour;
        element.style.color = onColour(ground);
      }}
    >
      {face.initials}
    </span>
  );
}
