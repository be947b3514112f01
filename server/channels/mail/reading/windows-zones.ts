/** What Windows calls time zones, in the names of the tz database (after Unicode CLDR's windowsZones, territory 001). */
const zones = `Afghanistan=Asia/Kabul;Alaskan=America/Anchorage;Arab=Asia/Riyadh;Arabian=Asia/Dubai;Arabic=Asia/Baghdad;
Argentina=America/Argentina/Buenos_Aires;Atlantic=America/Halifax;AUS Central=Australia/Darwin;AUS Eastern=Australia/Sydney;
Azerbaijan=Asia/Baku;Azores=Atlantic/Azores;Bangladesh=Asia/Dhaka;Belarus=Europe/Minsk;Canada Central=America/Regina;
Caucasus=Asia/Yerevan;Cen. Australia=Australia/Adelaide;Central America=America/Guatemala;Central Asia=Asia/Almaty;
Central Brazilian=America/Cuiaba;Central Europe=Europe/Budapest;Central European=Europe/Warsaw;
Central Pacific=Pacific/Guadalcanal;Central=America/Chicago;China=Asia/Shanghai;E. Africa=Africa/Nairobi;
E. Australia=Australia/Brisbane;E. Europe=Europe/Chisinau;E. South America=America/Sao_Paulo;Eastern=America/New_York;
Egypt=Africa/Cairo;Ekaterinburg=Asia/Yekaterinburg;FLE=Europe/Kyiv;Georgian=Asia/Tbilisi;GMT=Europe/London;
Greenwich=Atlantic/Reykjavik;GTB=Europe/Bucharest;Hawaiian=Pacific/Honolulu;India=Asia/Kolkata;Iran=Asia/Tehran;
Israel=Asia/Jerusalem;Jordan=Asia/Amman;Kaliningrad=Europe/Kaliningrad;Korea=Asia/Seoul;Libya=Africa/Tripoli;
Middle East=Asia/Beirut;Morocco=Africa/Casablanca;Mountain=America/Denver;Myanmar=Asia/Yangon;
N. Central Asia=Asia/Novosibirsk;Namibia=Africa/Windhoek;Nepal=Asia/Kathmandu;New Zealand=Pacific/Auckland;
Newfoundland=America/St_Johns;North Asia East=Asia/Irkutsk;North Asia=Asia/Krasnoyarsk;Omsk=Asia/Omsk;
Pacific SA=America/Santiago;Pacific=America/Los_Angeles;Pakistan=Asia/Karachi;Qyzylorda=Asia/Qyzylorda;
Romance=Europe/Paris;Russia Time Zone 3=Europe/Samara;Russian=Europe/Moscow;SA Eastern=America/Cayenne;
SA Pacific=America/Bogota;SA Western=America/La_Paz;Samoa=Pacific/Apia;Saratov=Europe/Saratov;SE Asia=Asia/Bangkok;
Singapore=Asia/Singapore;South Africa=Africa/Johannesburg;Sri Lanka=Asia/Colombo;Syria=Asia/Damascus;Taipei=Asia/Taipei;
Tasmania=Australia/Hobart;Tokyo=Asia/Tokyo;Turkey=Europe/Istanbul;Ulaanbaatar=Asia/Ulaanbaatar;US Eastern=America/Indiana/Indianapolis;
US Mountain=America/Phoenix;Venezuela=America/Caracas;Vladivostok=Asia/Vladivostok;Volgograd=Europe/Volgograd;
W. Australia=Australia/Perth;W. Central Africa=Africa/Lagos;W. Europe=Europe/Berlin;West Asia=Asia/Tashkent;
West Bank=Asia/Hebron;West Pacific=Pacific/Port_Moresby;Yakutsk=Asia/Yakutsk`;

const byWindows = new Map(
  zones.split(";").map((pair) => {
    const [windows = "", iana = ""] = pair.trim().split("=");
    return [windows.toLowerCase(), iana];
  }),
);

/** The tz database's name of a zone that a calendar names in its own way, or null. */
export function zoneNamed(name: string): string | null {
  const plain = name.trim().replace(/^"|"$/g, "").slice(0, 200);
  // Some programs put a path of their own before the name: /freeassociation.sourceforge.net/Europe/Kyiv.
  const tail =
    /(?:^|\/)((?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)\/[\w+/-]{2,60})$/.exec(
      plain,
    )?.[1];
  for (const candidate of [
    tail,
    byWindows.get(plain.replace(/ (?:standard|daylight) time$/i, "").toLowerCase()),
    plain,
  ])
    if (candidate && isZone(candidate)) return candidate;
  return null;
}

function isZone(name: string): boolean {
  try {
    // "Z" and offsets are no zones of the database.
    return /^[A-Za-z]{3}/.test(name) && Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
