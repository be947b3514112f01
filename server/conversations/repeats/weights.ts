/** How much each mark of two matters speaks for their being one. Found by evaluation/find-weights.ts; a test finds them again. */
export const weights = {
  bias: -2.22,
  of: {
    ofLater: 1.98,
    ofEarlier: 1.23,
    part: 2.96,
    translated: 0.72,
    intent: 0.99,
    otherIntent: -1.78,
    intentAndWords: 0.6,
    item: 0.68,
    itemAndIntent: 0.42,
    sign: 2.02,
    signAndLikeness: 1.66,
    nudge: 1.09,
    thin: 1.03,
    another: -0.07,
    fresh: -2.33,
  },
};
