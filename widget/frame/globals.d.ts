declare module "virtual:frame-texts/*" {
  const texts: never[];
  export default texts;
}
