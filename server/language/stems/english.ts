export { stemmer as stemEnglish } from "@orama/stemmers/english";
