const tick = { fill: "var(--text-quiet)", fontSize: 12 };

/** Of the axis that says what each thing is: a line that they stand on. */
export const namesAxis = { tickLine: false, axisLine: { stroke: "var(--border-strong)" }, tick };

/** Of the axis that says how much: from nothing to the last of its ticks. */
export const amountsAxis = (ticks: number[], inWords: (value: number) => string) => ({
  ticks,
  domain: [0, ticks.at(-1) ?? 1],
  tickLine: false,
  axisLine: false,
  tick,
  tickFormatter: inWords,
});

/** Of an upright axis: it stands where lines of text begin. */
export const uprightAxis = (isRtl: boolean) => ({
  orientation: isRtl ? ("right" as const) : ("left" as const),
  width: "auto" as const,
});
