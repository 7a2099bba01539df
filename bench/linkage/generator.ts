import anyAscii from 'any-ascii';
import { type Entry, forenames, surnames, type TwoScripts, wikidataPairs } from './data.ts';
import { type Chance, chanceOf } from './random.ts';

/*
 * Two invented lists in which some persons stand twice, written down by people who did not know of each other: in their own
 * script or in Latin, with typing faults, names in the other order, left out or added, dates exchanged, guessed, unknown.
 */

/** Where the names of the invented persons come from. */
export type Manner = 'cross-script' | 'many-names' | 'english';

type Origin = {
  readonly country: string;
  readonly given: readonly (TwoScripts & { readonly sex?: string })[];
  readonly family: readonly TwoScripts[];
  readonly twoFamilies?: boolean;
};

const weighted = (language: string): readonly TwoScripts[] =>
  wikidataPairs(language).flatMap((pair) => Array.from({ length: Math.ceil(Math.sqrt(pair.count)) }, () => pair));

const origin = (country: string, others: { given?: string; family?: string; extra?: string } = {}): Origin => {
  const extra = others.extra ? weighted(others.extra) : [];
  const given = forenames().filter((name) => [country, others.given].includes(name.country));
  const family = surnames().filter((name) => [country, others.family].includes(name.country));
  // Names of Wikidata are many and rare, those of the tables few and frequent: half of each.
  const share = <Name extends TwoScripts>(tables: readonly Name[]): readonly TwoScripts[] =>
    extra.length === 0 || tables.length === 0
      ? [...tables, ...extra]
      : [...Array.from({ length: Math.ceil(extra.length / tables.length) }, () => tables).flat(), ...extra];
  return { country, given: share(given), family: share(family) };
};

const crossScriptOrigins = (): readonly Origin[] => [
  ...[origin('PT'), origin('BR', { family: 'PT' })].map((one) => ({ ...one, twoFamilies: true })),
  ...[origin('UA', { given: 'RU', extra: 'russian' }), origin('RU', { extra: 'russian' })],
  ...[
    origin('BG'),
    origin('RS'),
    origin('AL'),
    origin('RO', { given: 'MD', family: 'MD' }),
    origin('CN', { family: 'TW' }),
  ],
  ...[
    origin('SY', { given: 'LB', extra: 'arabic' }),
    origin('MA', { extra: 'arabic' }),
    origin('IQ', { extra: 'arabic' }),
  ],
  ...[
    origin('IN', { family: 'NP' }),
    origin('NP'),
    origin('PH'),
    origin('VN', { given: 'KR' }),
    origin('IL', { extra: 'hebrew' }),
  ],
  ...[origin('GE'), origin('GR', { family: 'GR' }), origin('KR')],
];

/** Whose names stand in a list of thousands, as frequent as they are among the persons of Wikidata; the tables of twenty are left out. */
const manyNamesOrigins = (): readonly Origin[] => {
  const countries = {
    russian: ['UA', 'RU', 'BG'],
    arabic: ['SY', 'MA', 'IQ'],
    hebrew: ['IL'],
    korean: ['KR'],
  } as const;
  return Object.entries(countries).flatMap(([language, codes]) => {
    const names = weighted(language);
    return codes.map((country) => ({ country, given: names, family: names }));
  });
};

const originsOf: Readonly<Record<Manner, () => readonly Origin[]>> = {
  'cross-script': crossScriptOrigins,
  'many-names': manyNamesOrigins,
  english: () => englishOrigins(),
};

const englishOrigins = (): readonly Origin[] => {
  const rare = [...weighted('korean'), ...weighted('hebrew')].map(({ latin }) => ({ own: latin, latin }));
  const countries = ['GB', 'US', 'AU', 'IE', 'NZ', 'CA'];
  const given = forenames().filter(({ country }) => countries.includes(country));
  const family = surnames().filter(({ country }) => countries.includes(country));
  const many = <Name>(names: readonly Name[], times: number) => Array.from({ length: times }, () => names).flat();
  return [{ country: '', given: [...many(given, 40), ...rare], family: [...many(family, 25), ...rare] }];
};

type Soul = {
  readonly entity: string;
  readonly given: readonly TwoScripts[];
  readonly family: readonly TwoScripts[];
  readonly birth: readonly [number, number, number];
  readonly sex: 'F' | 'M';
  readonly country: string;
};

const soulOf = (chance: Chance, origins: readonly Origin[], entity: string): Soul => {
  const { country, given, family, twoFamilies } = chance.pick(origins);
  const words = (names: readonly TwoScripts[], second: number) =>
    Array.from({ length: chance.happens(second) ? 2 : 1 }, () => chance.pick(names));
  const years: readonly [number, number] = country === '' ? [1900, 100] : [1960, 48];
  return {
    ...{ entity, country, sex: chance.happens(0.6) ? 'F' : 'M' },
    given: words(given, country === '' ? 0 : 0.25),
    family: words(family, twoFamilies ? 0.6 : 0.05),
    birth: [years[0] + chance.whole(years[1]), 1 + chance.whole(12), 1 + chance.whole(28)],
  };
};

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** One typing fault: a letter left out, added, changed, or two exchanged. */
export const mistyped = (chance: Chance, text: string): string => {
  const all = Array.from(text);
  if (all.length < 3) return text;
  const at = chance.whole(all.length - 1);
  const kind = chance.whole(4);
  const letter = letters[chance.whole(26)] ?? 'e';
  if (kind === 0) all.splice(at, 1);
  else if (kind === 1) all.splice(at, 0, letter);
  else if (kind === 2) all[at] = letter;
  else all.splice(at, 2, all[at + 1] ?? '', all[at] ?? '');
  return all.join('');
};

const written = (chance: Chance, names: readonly TwoScripts[], script: number): string => {
  const way = (name: TwoScripts): string => {
    if (script < 0.3) return name.own;
    return script < 0.4 ? anyAscii(name.own).toLowerCase() : name.latin;
  };
  const kept = names.length > 1 && chance.happens(0.25) ? names.slice(0, 1) : names;
  const text = kept.map(way).join(chance.happens(0.1) ? '-' : ' ');
  return chance.happens(0.3) ? text.normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '') : text;
};

const twoDigits = (number: number): string => String(number).padStart(2, '0');

const dayText = ([year, month, day]: readonly [number, number, number]): string =>
  `${year}-${twoDigits(month)}-${twoDigits(day)}`;

const birthWritten = (chance: Chance, birth: Soul['birth'], faults: number): string => {
  const [year, month, day] = birth;
  const fault = chance.number() / faults;
  if (fault < 0.06) return `${year}-01-01`;
  if (fault < 0.1) return dayText(day <= 12 ? [year, day, month] : [year, month, day]);
  if (fault < 0.14) return dayText([year + (chance.happens(0.5) ? 1 : -1), month, day]);
  if (fault < 0.17) return dayText([year, month, 1 + chance.whole(28)]);
  if (fault < 0.19) return dayText([year, 1 + chance.whole(12), day]);
  if (fault < 0.2) return dayText([1960 + chance.whole(48), 1 + chance.whole(12), 1 + chance.whole(28)]);
  if (fault < 0.21) return dayText([year - (year % 100) + (year % 10) * 10 + (Math.floor(year / 10) % 10), month, day]);
  return fault < 0.25 ? '' : dayText(birth);
};

const crossScriptEntry = (chance: Chance, soul: Soul, id: string): Entry => {
  const script = chance.number();
  const typed = (text: string): string => (chance.happens(0.12) ? mistyped(chance, text) : text);
  const given = typed(written(chance, soul.given, script));
  const family = typed(written(chance, soul.family, script));
  const other = chance.happens(0.1);
  return {
    ...{ id, entity: soul.entity, given: other ? family : given, family: other ? given : family },
    birth: birthWritten(chance, soul.birth, 1),
    sex: chance.happens(0.03) ? null : soul.sex,
    nationality: chance.happens(0.05) ? null : soul.country,
  };
};

/** Faults as the FEBRL generator makes them: several in one record, fields lost or holding something else. */
const englishEntry = (
  chance: Chance,
  soul: Soul,
  faulty: { readonly id: string; readonly other: Soul | null },
): Entry => {
  let given = soul.given[0]?.latin.toLowerCase() ?? '';
  let family = soul.family[0]?.latin.toLowerCase() ?? '';
  let birth = dayText(soul.birth);
  for (let faults = faulty.other ? chance.whole(4) : 0; faults > 0; faults -= 1) {
    const kind = chance.number();
    if (kind < 0.2) given = mistyped(chance, given);
    else if (kind < 0.45) family = mistyped(chance, family);
    else if (kind < 0.51) given = chance.happens(0.5) ? '' : (faulty.other?.given[0]?.latin.toLowerCase() ?? '');
    else if (kind < 0.56) family = chance.happens(0.4) ? '' : (faulty.other?.family[0]?.latin.toLowerCase() ?? '');
    else if (kind < 0.6) [given, family] = [family, given];
    else if (kind < 0.65) birth = '';
    else if (kind < 0.7) birth = dayText(faulty.other?.birth ?? soul.birth);
    else if (kind < 0.9) birth = birthWritten(chance, soul.birth, 0.21);
  }
  return { id: faulty.id, entity: soul.entity, given, family, birth, sex: null, nationality: null };
};

export type ListsAsked = {
  readonly seed: number;
  readonly manner: Manner;
  /** Records of each list, and how many persons stand in both. */
  readonly size: number;
  readonly common: number;
};

/** Two lists of invented persons; entries of one person have the same `entity`. */
export const invented = ({ seed, manner, size, common }: ListsAsked): readonly [readonly Entry[], readonly Entry[]] => {
  const chance = chanceOf(seed);
  const origins = originsOf[manner]();
  const souls = Array.from({ length: size * 2 - common }, (_, at) => soulOf(chance, origins, String(at)));
  const second = [...souls.slice(0, common), ...souls.slice(size)];
  const entry = (soul: Soul, id: string): Entry =>
    manner === 'english'
      ? englishEntry(chance, soul, { id, other: id.startsWith('a') ? null : chance.pick(souls) })
      : crossScriptEntry(chance, soul, id);
  return [
    souls.slice(0, size).map((soul, at) => entry(soul, `a${at}`)),
    second.map((soul, at) => entry(soul, `b${at}`)),
  ];
};
