/** The desk's colours, as a printer knows them. */
export const colours = {
  text: "#1a1e26",
  quiet: "#595e67",
  border: "#dfe1e5",
  sunken: "#f2f3f6",
  accent: "#3957c7",
  accentSoft: "#e5edff",
  good: "#167645",
  goodSoft: "#e5f6ea",
  late: "#bc2122",
  lateSoft: "#feeeed",
  due: "#955b01",
  dueSoft: "#fef0d7",
  dueFill: "#e1a035",
};
