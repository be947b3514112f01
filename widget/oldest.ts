/** Phones of 2020: what they lack of the language is compiled away, and what they lack of styles is not used. */
export const oldest = ["chrome80", "edge80", "firefox78", "safari14", "ios14"];
