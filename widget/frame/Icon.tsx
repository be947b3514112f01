const paths = {
  back: "m15 5-7 7 7 7",
  close: "M6 6l12 12M18 6 6 18",
  send: "M4 12 20 4l-4 16-4-7zM12 13l8-9",
  clip: "m20 11-8.500 8.500a5 5 0 0 1-7-7L13 4a3.300 3.300 0 0 1 4.700 4.700L9.200 17.200a1.700 1.700 0 0 1-2.400-2.400L14.500 7",
  search: "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM20 20l-4-4",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  next: "m9 5 7 7-7 7",
  save: "M12 4v11m-5-4 5 5 5-5M5 20h14",
  sound: "M4 9v6h4l5 4V5L8 9zM17 9a4 4 0 0 1 0 6",
  mute: "M4 9v6h4l5 4V5L8 9zM17 10l4 4M21 10l-4 4",
  mail: "M3 6h18v12H3zM3 7l9 6 9-6",
  end: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM9 9h6v6H9z",
  book: "M5 4h10a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM9 8h5M9 12h5",
  down: "m6 9 6 6 6-6",
  chat: "M21 11.500a8.400 8.400 0 0 1-8.500 8.400 9 9 0 0 1-3.900-.9L3 21l1.900-5.200A8.400 8.400 0 1 1 21 11.500z",
  tick: "m5 12 5 5L19 7",
  clock: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7v5l3 2",
  alert: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7v6M12 16v.01",
  star: "m12 3 2.700 5.800 6.300.8-4.600 4.300 1.200 6.200L12 17l-5.600 3.100 1.200-6.200L3 9.600l6.300-.8z",
  globe: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
};

export type IconName = keyof typeof paths;

/** Those that point along the text turn with it. */
const turns: IconName[] = ["back", "next", "send"];

export const Icon = ({ name }: { name: IconName }) => (
  <svg class={turns.includes(name) ? "icon turns" : `icon i-${name}`} viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);
