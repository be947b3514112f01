/** Twelve that can be told apart, dark enough for white letters on them. */
export const colours = [
  "#b42318",
  "#b54708",
  "#8a6100",
  "#4f7a10",
  "#1f7a4d",
  "#0e7490",
  "#1d5fb8",
  "#4b4fce",
  "#7a3fc4",
  "#a8327f",
  "#8b5e3c",
  "#5a6472",
] as const;
