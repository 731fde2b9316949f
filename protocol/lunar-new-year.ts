/**
 * Day of Lunar New Year, as month*100 + day in Beijing time, 2000 to 2099.
 * Source: Hong Kong Observatory, Gregorian-Lunar calendar conversion tables; checked against the new moons of
 * Meeus, Astronomical Algorithms, chapter 49 (calendar libraries are a day off in 2027 and 2030, where the moon is
 * new within minutes of midnight).
 */
// prettier-ignore
const NEW_YEARS = [
  205, 124, 212, 201, 122, 209, 129, 218, 207, 126, 214, 203, 123, 210, 131, 219, 208, 128, 216, 205,
  125, 212, 201, 122, 210, 129, 217, 206, 126, 213, 203, 123, 211, 131, 219, 208, 128, 215, 204, 124,
  212, 201, 122, 210, 130, 217, 206, 126, 214, 202, 123, 211, 201, 219, 208, 128, 215, 204, 124, 212,
  202, 121, 209, 129, 217, 205, 126, 214, 203, 123, 211, 131, 219, 207, 127, 215, 205, 124, 212, 202,
  122, 209, 129, 217, 206, 126, 214, 203, 124, 210, 130, 218, 207, 127, 215, 205, 125, 212, 201, 121,
];

const FIRST_YEAR = 2000;
/** Years after which new moons fall on the same dates again, to within a day or so (Meton). */
const METONIC_CYCLE = 19;

/** Month (1-12) and day of Lunar New Year; outside 2000-2099 that of a year whole Metonic cycles away. */
export function lunarNewYear(year: number): { month: number; day: number } {
  const cycles = year < FIRST_YEAR ? Math.ceil((FIRST_YEAR - year) / METONIC_CYCLE) : 0;
  const last = FIRST_YEAR + NEW_YEARS.length - 1;
  const back = year > last ? Math.ceil((year - last) / METONIC_CYCLE) : 0;
  const code = NEW_YEARS[year + (cycles - back) * METONIC_CYCLE - FIRST_YEAR] ?? 0;
  return { month: Math.floor(code / 100), day: code % 100 };
}
