import { html } from "ghtml";

export type Drawing =
  | {
      kind: "bike";
      frame: "diamond" | "step" | "cargo";
      bars: "flat" | "drop";
      colour: string;
      wheel?: number;
    }
  | { kind: "helmet" | "lights" | "lock"; colour: string };

const ink = "#22303a";

/** A picture of a thing of the shop, drawn from a few figures: nothing is loaded for it, and nobody else owns it. */
export function draw(drawing: Drawing, title: string): string {
  return html`<svg class="drawing" viewBox="0 0 320 220" role="img" aria-label="${title}">
    <ellipse cx="160" cy="192" rx="128" ry="9" fill="#000" opacity="0.08"/>
    !${drawing.kind === "bike" ? bike(drawing) : things[drawing.kind](drawing.colour)}
  </svg>`;
}

function bike({ frame, bars, colour, wheel = 50 }: Extract<Drawing, { kind: "bike" }>): string {
  const [back, front, axle] = [84, frame === "cargo" ? 262 : 236, 190 - wheel];
  const [seatX, seatY] = [128, 74];
  const [headX, headY] = [frame === "cargo" ? 196 : 210, 76];
  const crank = { x: 148, y: axle + 4 };
  const tube = `fill="none" stroke="${colour}" stroke-width="8" stroke-linecap="round" stroke-linejoin="round"`;
  const frames = {
    diamond: `M${back} ${axle}L${seatX} ${seatY + 18}L${headX} ${headY + 8}L${crank.x} ${crank.y}ZM${seatX} ${seatY + 6}L${crank.x} ${crank.y}`,
    step: `M${back} ${axle}L${seatX + 4} ${seatY + 40}M${seatX} ${seatY + 6}L${crank.x} ${crank.y}H${back}M${headX} ${headY + 10}Q178 ${axle + 2} ${crank.x} ${crank.y}`,
    cargo: `M${back} ${axle}L${seatX} ${seatY + 18}L${headX} ${headY + 12}L${crank.x} ${crank.y}ZM${seatX} ${seatY + 6}L${crank.x} ${crank.y}L${front} ${axle}`,
  };
  const handle =
    bars === "drop"
      ? `M${headX - 2} ${headY - 8}h22q10 4 6 16q-4 8 -14 6`
      : `M${headX - 4} ${headY - 14}q10 -4 22 2`;
  return html`
    !${[back, front].map((x) => wheelAt(x, axle, wheel)).join("")}
    <path d="${frames[frame]}" !${tube}/>
    <path d="M${headX - 3} ${headY - 10}L${headX} ${headY + 14}!${frame === "cargo" ? "" : `L${front} ${axle}`}" !${tube}/>
    !${frame === "cargo" ? html`<rect x="204" y="96" width="70" height="46" rx="6" fill="#d9a566"/><path d="M204 112h70M204 127h70" stroke="#b98546" stroke-width="3"/>` : ""}
    <path d="${handle}" fill="none" stroke="${ink}" stroke-width="7" stroke-linecap="round"/>
    <path d="M${seatX - 20} ${seatY}h34" stroke="${ink}" stroke-width="9" stroke-linecap="round"/>
    <circle cx="${crank.x}" cy="${crank.y}" r="13" fill="none" stroke="${ink}" stroke-width="5"/>
    <path d="M${crank.x} ${crank.y}l14 20h8" fill="none" stroke="${ink}" stroke-width="5" stroke-linecap="round"/>`;
}

const wheelAt = (x: number, y: number, r: number) =>
  html`<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="${ink}" stroke-width="7"/><circle cx="${x}" cy="${y}" r="${r - 7}" fill="none" stroke="#b9c2c9" stroke-width="2"/><path d="${[
    0, 1, 2, 3,
  ]
    .map((i) => {
      const [dx, dy] = [Math.cos((i * Math.PI) / 4) * (r - 7), Math.sin((i * Math.PI) / 4) * (r - 7)];
      return `M${(x - dx).toFixed(1)} ${(y - dy).toFixed(1)}L${(x + dx).toFixed(1)} ${(y + dy).toFixed(1)}`;
    })
    .join("")}" stroke="#b9c2c9" stroke-width="1.5"/><circle cx="${x}" cy="${y}" r="5" fill="${ink}"/>`;

const things = {
  helmet: (colour: string) =>
    html`<path d="M66 150q-4 -92 94 -94t98 88q0 12 -14 12H84q-18 0 -18 -6z" fill="${colour}"/><path d="M108 76q-22 30 -20 74M160 62v90M212 76q22 30 20 74" stroke="#fff" stroke-width="9" fill="none" opacity="0.65" stroke-linecap="round"/><path d="M96 156q10 34 64 34t64 -34" fill="none" stroke="${ink}" stroke-width="6"/>`,
  lights: (colour: string) =>
    html`<path d="M150 84L286 40v120z" fill="#ffe28a" opacity="0.55"/><rect x="60" y="66" width="96" height="68" rx="20" fill="${ink}"/><circle cx="144" cy="100" r="27" fill="#fff6d6" stroke="${ink}" stroke-width="7"/><rect x="78" y="134" width="34" height="34" rx="8" fill="${colour}"/><circle cx="92" cy="100" r="9" fill="${colour}"/>`,
  lock: (colour: string) =>
    html`<path d="M104 118V82a56 56 0 0 1 112 0v36" fill="none" stroke="${ink}" stroke-width="18" stroke-linecap="round"/><rect x="84" y="112" width="152" height="58" rx="16" fill="${colour}"/><circle cx="160" cy="136" r="9" fill="#fff"/><path d="M160 140v14" stroke="#fff" stroke-width="7" stroke-linecap="round"/>`,
};
