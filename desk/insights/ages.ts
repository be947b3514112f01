/** The bands of age, the youngest first. */
export const ages = [0, 1, 2, 3, 4] as const;

/** The older, the stronger; what is older than a week is as red as what is late. */
export const ageColours = [
  "light-dark(oklch(0.86 0.05 268), oklch(0.42 0.07 268))",
  "light-dark(oklch(0.74 0.09 268), oklch(0.54 0.1 268))",
  "light-dark(oklch(0.62 0.13 268), oklch(0.66 0.12 268))",
  "light-dark(oklch(0.48 0.16 268), oklch(0.8 0.1 268))",
  "var(--late)",
] as const;
