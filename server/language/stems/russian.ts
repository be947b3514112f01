export { stemmer as stemRussian } from "@orama/stemmers/russian";
