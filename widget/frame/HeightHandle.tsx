import { useState } from "preact/hooks";
import { useRoom } from "./context.ts";
import { t } from "./texts.ts";

const least = 360;
const step = 40;

/** The upper edge of the panel: taller or lower by hand or with the arrow keys. */
export function HeightHandle({ max }: { max: () => number }) {
  const { room } = useRoom();
  const [height, setHeight] = useState(innerHeight);
  const become = (wanted: number) => {
    const now = Math.round(Math.min(Math.max(wanted, least), max()));
    setHeight(now);
    room.height(now);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule between things cannot be moved; this can
    <div
      class="handle"
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label={t("widget.height")}
      aria-valuenow={height}
      aria-valuemin={least}
      aria-valuemax={Math.round(max())}
      onPointerDown={(down) => {
        const from = innerHeight;
        const handle = down.currentTarget;
        handle.setPointerCapture(down.pointerId);
        handle.onpointermove = (move) => become(from + down.screenY - move.screenY);
        handle.onpointerup = handle.onpointercancel = () => {
          handle.onpointermove = null;
        };
      }}
      onKeyDown={(event) => {
        if (event.key === "ArrowUp") become(innerHeight + step);
        else if (event.key === "ArrowDown") become(innerHeight - step);
        else return;
        event.preventDefault();
      }}
    />
  );
}
