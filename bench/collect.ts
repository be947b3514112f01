/** Has a server under measurement collect its garbage, so that what is left is what it needs. */
export const collectSignal = "SIGUSR2";
