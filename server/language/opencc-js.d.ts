/** Pairs of a traditional and a simplified character, "丟 丢|並 并|…". The package has no types for its dictionaries. */
declare module "opencc-js/dict/TSCharacters" {
  const pairs: string;
  export default pairs;
}
declare module "opencc-js/dict/STCharacters" {
  const pairs: string;
  export default pairs;
}
